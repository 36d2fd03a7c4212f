/** A step that a process offers now, as the interface tells it. */
export interface OpenStep {
  readonly event: string
  readonly to: string
  readonly by: readonly string[]
  readonly timer: boolean
  readonly mine: boolean
  readonly hindrance: string | null
  readonly unmet: readonly { readonly need: string; readonly cure: { readonly zh: string; readonly en: string } }[]
  readonly deadlineOn: string | null
}
export interface TakenStep {
  readonly no: number
  readonly round: number
  readonly event: string
  readonly from: string | null
  readonly to: string
  readonly party: string
  readonly organisation: string | null
  readonly person: string | null
  readonly on: string
  readonly opinion: string | null
  readonly evidenceHash: string | null
  readonly deadlineOn: string | null
}
export interface Process {
  readonly state: string
  readonly round: number
  readonly version: number
  readonly deadlineOn: string | null
  readonly deadlineEvent: string | null
  readonly openSteps: readonly OpenStep[]
  readonly steps: readonly TakenStep[]
}

/** Preconditions that whoever takes the step answers for: boxes to tick. */
export const CONFIRMED: readonly string[] = [
  'member-checked-in',
  'checklist-complete',
  'evidence-deposited',
  'three-checks',
  'no-ground-to-refuse',
  'member-in-good-standing',
  'legal-opinion',
  'freeze-order',
  'standing-and-evidence',
  'file-complete',
  'both-accept',
]
/** Preconditions that a document meets: its hash must be given. */
export const EVIDENCED: readonly string[] = [
  'security-plan',
  'agreement-hash',
  'report-accepted',
  'deletion-proof',
  'ownership-proof',
  'objection-material',
  'investigation-file',
  'contract-of-both',
  'quality-report',
  'contract-hash',
  'ruling-file',
  'sealed-evidence',
  'agreement-of-both',
  'evidence',
]
/** Preconditions that the form's own fields meet. */
const ENTERED: readonly string[] = [
  'reason',
  'day-to-answer',
  'certificate',
  'new-end',
  'new-holder',
  'listing-no',
  'registration-no',
  'voucher-no',
  'settlement-adds-up',
  'resource-code',
  'cancellation-receipt',
]

/** What the form of a step cannot bring: it has to be so before. */
export const missingFor = (step: OpenStep): OpenStep['unmet'] =>
  step.unmet.filter(({ need }) => ![CONFIRMED, EVIDENCED, ENTERED].some((known) => known.includes(need)))

/** Whether the one who looks may open the form: what is left to meet is what the form asks for. */
export const isOpen = (step: OpenStep): boolean =>
  step.by.length > 0 && (step.mine || step.hindrance === 'PRECONDITION_UNMET') && missingFor(step).length === 0

/** Which field a refusal of a step is about. */
export const REFUSED_AT = {
  DATES_OUT_OF_ORDER: 'on',
  DEADLINE_PASSED: 'on',
  CLOCK_RUNNING: 'on',
  RIGHT_NOT_STANDING: 'endsOn',
  CERTIFICATE_TOO_LONG: 'endsOn',
  CERTIFICATE_NO_USED: 'certificateNo',
  CERTIFICATE_FORM_WRONG: 'certificateNo',
  LISTING_NO_USED: 'listingNo',
  VOUCHER_NO_USED: 'voucherNo',
  ORDER_NOT_DIVIDED: 'splits',
  RESOURCE_CODE_USED: 'resourceCode',
} as const
