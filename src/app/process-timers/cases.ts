import type { Refusal } from '../../kernel/result.js'
import { authorisationCase } from '../authorisations/authorisation-case.js'
import { disputeCase } from '../disputes/dispute-case.js'
import { listingCase } from '../listings/listing-case.js'
import { orderCase } from '../listings/order-case.js'
import type { SubjectCase } from '../process/subject-case.js'
import { registrationCase } from '../registrations/registration-case.js'
import { resourceCase } from '../registrations/resource-case.js'

/** A case whose row is what it loads itself, taken by the program, which brings nothing. */
type CaseOfProgram = SubjectCase<unknown, unknown, Refusal>

/** The kinds of subject whose clocks the job keeps; others keep their own. */
export const CASES: Readonly<Record<string, CaseOfProgram>> = Object.fromEntries(
  [authorisationCase, resourceCase, registrationCase, listingCase, orderCase, disputeCase].map((one) => [
    one.kind,
    one as unknown as CaseOfProgram,
  ]),
)
