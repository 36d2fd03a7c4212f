import { Type } from 'typebox'
import {
  AmountText,
  BpText,
  DateText,
  DecimalText,
  ExactText,
  IdText,
  InstantText,
  MoneyText,
  NameText,
  Nullable,
  PageQuery,
  RatePercentText,
  Shape,
  TwoTimesQuery,
} from './primitives.js'

const ProjectFieldText = Type.Enum(['clean-energy', 'energy-saving-and-environment', 'carbon-reduction-technology'])
const Both = Shape({ zh: Type.String(), en: Type.String() })
const TwoTimes = { asOf: DateText, knownAt: InstantText }
const Count = Type.Integer({ minimum: 0 })
const DocumentText = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })

export const ReconciliationShape = Shape({
  ...TwoTimes,
  items: Type.Array(
    Shape({
      reloanId: IdText,
      contractNo: Type.String(),
      lender: Type.String(),
      centralBank: Type.String(),
      facility: Type.String(),
      drawnOn: DateText,
      amount: MoneyText,
      principal: MoneyText,
      accounts: Type.Array(
        Shape({
          lenderAccount: Type.String(),
          branchAccount: Type.String(),
          lender: MoneyText,
          branch: MoneyText,
          difference: MoneyText,
          cause: Nullable(Type.Enum(['BOOKED_FORWARD', 'ENTRY_ON_ONE_BOOK', 'PRINCIPAL_NOT_AS_FACTS'])),
        }),
      ),
      causes: Type.Array(Type.String()),
    }),
  ),
  nextCursor: Nullable(Type.String()),
})

export const RegisterQuery = Shape({
  ...TwoTimesQuery,
  ...PageQuery,
  format: Type.Optional(Type.Enum(['json', 'csv', 'xlsx'])),
})
export const RegisterShape = Shape({
  ...TwoTimes,
  columns: Type.Array(
    Shape({
      key: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      part: Type.String(),
      kind: Type.Enum(['text', 'money', 'rate', 'date', 'count']),
      held: Type.Boolean({ description: 'false: the product does not hold it and the field stays empty' }),
      masked: Type.Boolean({ description: 'true: left empty for this reader' }),
    }),
  ),
  items: Type.Array(Type.Record(Type.String(), Nullable(Type.String()))),
  nextCursor: Nullable(Type.String()),
})

export const UtilisationQuery = Shape({
  ...TwoTimesQuery,
  from: Type.Optional(DateText),
  quotaId: Type.Optional(IdText),
})
export const UtilisationShape = Shape({
  ...TwoTimes,
  from: DateText,
  quotas: Type.Array(
    Shape({
      quotaId: IdText,
      lender: Type.String(),
      facility: Type.String(),
      documentNo: Type.String(),
      peak: Shape({ day: DateText, used: MoneyText }),
      days: Type.Array(
        Shape({
          day: DateText,
          limit: MoneyText,
          reserved: MoneyText,
          drawn: MoneyText,
          available: MoneyText,
          peak: MoneyText,
          exceeded: Type.Boolean(),
        }),
      ),
    }),
  ),
})

const Rungs = Type.Array(
  Shape({
    rung: Type.String(),
    zh: Type.String(),
    en: Type.String(),
    reloans: Count,
    balance: MoneyText,
    weightedRate: Nullable(RatePercentText),
  }),
)
export const MaturityShape = Shape({
  ...TwoTimes,
  rungs: Rungs,
  byFacility: Type.Array(Shape({ facility: Type.String(), rungs: Rungs })),
})

const Spread = {
  reloans: Count,
  balance: MoneyText,
  reloanRate: Nullable(RatePercentText),
  loanRate: Nullable(RatePercentText),
  spreadBp: Nullable(BpText),
}
export const PassThroughShape = Shape({
  ...TwoTimes,
  total: Shape(Spread),
  rows: Type.Array(Shape({ lender: Type.String(), facility: Type.String(), ...Spread })),
  comparison: Nullable(
    Shape({
      loans: Count,
      amount: MoneyText,
      rate: Nullable(RatePercentText),
      savingBp: Nullable(BpText),
    }),
  ),
  notCompared: Nullable(Both),
})

const Disclosed = {
  projects: Count,
  amount: MoneyText,
  weightedRate: Nullable(RatePercentText),
  annualReductionT: ExactText,
  withoutProject: Count,
}
export const DisclosureShape = Shape({
  ...TwoTimes,
  facility: Nullable(Type.String()),
  windows: Type.Array(
    Shape({
      window: Type.Enum(['quarter', 'year-to-date', 'cumulative']),
      from: Nullable(DateText),
      ...Disclosed,
      byField: Type.Array(Shape({ field: ProjectFieldText, ...Disclosed })),
    }),
  ),
})

export const ProjectBody = Shape({
  name: NameText,
  field: ProjectFieldText,
  investment: AmountText,
  annualReductionT: Type.String({
    pattern: '^(0|[1-9]\\d{0,13})(\\.\\d{1,6})?$',
    description: 'Of the whole project, tCO2e a year, at most six decimals',
    examples: ['1250.5'],
  }),
  verifiedBy: Type.Optional(NameText),
  document: DocumentText,
})
export const ProjectShape = Shape({
  id: IdText,
  loanId: IdText,
  name: Type.String(),
  field: ProjectFieldText,
  investment: MoneyText,
  annualReductionT: DecimalText,
  verifiedBy: Nullable(Type.String()),
  document: Type.String(),
  recordedAt: InstantText,
})

export const InterestFactBody = Shape({
  kind: Type.Enum(['unpaid', 'paid']),
  on: DateText,
  amount: AmountText,
  document: DocumentText,
})
export const InterestFactShape = Shape({
  id: IdText,
  reloanId: IdText,
  kind: Type.Enum(['unpaid', 'paid']),
  on: DateText,
  amount: MoneyText,
  document: Type.String(),
  recordedAt: InstantText,
})

export const ReloanJournalShape = Shape({
  ...TwoTimes,
  reloanId: IdText,
  principal: MoneyText,
  rate: RatePercentText,
  dueOn: DateText,
  arrears: MoneyText,
  accrued: Type.String({
    description: 'Interest since the last settlement, exact to six places, in yuan',
    examples: ['962.500000'],
  }),
  settlements: Type.Array(Shape({ from: DateText, on: DateText, days: Count, interest: MoneyText, unpaid: MoneyText })),
  blocked: Nullable(
    Shape({
      code: Type.String(),
      facility: Type.String(),
      parameter: Type.String(),
      on: DateText,
      document: Type.String(),
      enteredBy: Type.String(),
      approvedBy: Type.String(),
    }),
  ),
})
