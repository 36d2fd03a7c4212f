import { Type } from 'typebox'
import {
  DateText,
  IdText,
  InstantText,
  MoneyText,
  Nullable,
  OpinionText,
  PageOf,
  Shape,
  TwoTimesQuery,
} from './primitives.js'

export const OrganisationQuery = Type.Optional(
  Type.String({ maxLength: 40, description: "Code of the organisation whose book it is; one's own unless given" }),
)
export const AccountCodeText = Type.String({ pattern: '^\\d{4,10}$', description: '科目代码', examples: ['2011'] })

export const AccountBalanceShape = Shape({
  code: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  normalSide: Type.Enum(['debit', 'credit']),
  debit: MoneyText,
  credit: MoneyText,
  balance: MoneyText,
})

export const BookShape = Shape({
  asOf: DateText,
  knownAt: InstantText,
  accounts: Type.Array(AccountBalanceShape),
  trialBalance: Shape({
    debit: MoneyText,
    credit: MoneyText,
    difference: MoneyText,
    balanced: Type.Boolean(),
  }),
})

export const BookQuery = Shape({ ...TwoTimesQuery, organisation: OrganisationQuery })
export const BalanceShape = Shape({ asOf: DateText, knownAt: InstantText, account: AccountBalanceShape })

export const EntryShape = Shape({
  id: IdText,
  bookedOn: DateText,
  forOn: DateText,
  movedFrom: Nullable(DateText),
  event: Type.String(),
  subjectKind: Type.String(),
  subjectId: IdText,
  recordedAt: InstantText,
  recordedBy: Nullable(IdText),
  postingKey: Nullable(Type.String()),
  adjusts: Nullable(IdText),
  reverses: Nullable(IdText),
  lines: Type.Array(
    Shape({
      account: Type.String(),
      nameZh: Type.String(),
      nameEn: Type.String(),
      side: Type.Enum(['debit', 'credit']),
      amount: MoneyText,
    }),
  ),
})

export const ClosePeriodBody = Shape({ closeThrough: DateText, opinion: OpinionText })
export const PeriodCloseShape = Shape({
  closedThrough: DateText,
  closedBy: IdText,
  closedByName: Nullable(Type.String()),
  opinion: Type.String(),
  recordedAt: InstantText,
})
export const PeriodClosesPage = PageOf(PeriodCloseShape)

export const VerificationQuery = Shape({
  organisation: OrganisationQuery,
  expect: Type.Optional(
    Type.String({
      pattern: '^\\d{1,18}:[0-9a-f]{64}$',
      description: 'A head noted before, as `seq:hash`, which the chain must still hold',
    }),
  ),
})
export const JournalVerdictShape = Shape({
  intact: Type.Boolean(),
  sealed: Type.String(),
  unsealed: Type.Integer(),
  head: Type.String(),
  broken: Nullable(
    Shape({
      seq: Nullable(Type.String()),
      entryId: Nullable(IdText),
      reason: Type.Enum([
        'GAP',
        'PREVIOUS_HASH',
        'ENTRY_MISSING',
        'ENTRY_CHANGED',
        'OUT_OF_ORDER',
        'ENTRY_LATE',
        'NOT_AS_NOTED',
        'BALANCE_CHANGED',
      ]),
    }),
  ),
})
