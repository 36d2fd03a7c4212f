import { addDays, addMonths, type CivilDate } from '../../kernel/civil-date.js'
import { type ChainRefusal, chainRefusals } from '../authorisations/chain-refusals.js'
import { countOf } from '../loans/product-terms.js'
import type { SubjectCase } from '../process/subject-case.js'
import { codeResource } from './store.js'
import { type ResourceView, resourceView } from './views.js'

const MONTHS_A_YEAR = 12

/** What the bureau enters when it gives a resource its code. */
export interface ResourceGiven {
  readonly resourceCode: string
  /** The first day on which the registration no longer holds. */
  readonly endsOn: CivilDate
}

/** 公共数据资源登记 as a subject. */
export const resourceCase: SubjectCase<ResourceView, ResourceGiven, ChainRefusal> = {
  kind: 'resource_registration',
  load: resourceView,
  refusals: () => chainRefusals,
  facts: async ({ tx, row, event, on, given }) => {
    const { resourceCode, endsOn } = given
    if (event !== 'code' || resourceCode === undefined || endsOn === undefined)
      return { met: [], ...(row.endsOn === null ? {} : { dates: { lastDay: addDays(row.endsOn, -1) } }) }
    const { value, rule } = await countOf(tx, 'public_reg.validity_y', on)
    const fits = endsOn > on && endsOn <= addMonths(on, value * MONTHS_A_YEAR)
    return {
      met: fits ? ['resource-code'] : [],
      dates: { lastDay: addDays(endsOn, -1) },
      detail: { resourceCode, endsOn, validityRuleId: rule.ruleId },
      enter: () => codeResource(tx, row.id, { code: resourceCode, codedOn: on, endsOn }),
    }
  },
}
