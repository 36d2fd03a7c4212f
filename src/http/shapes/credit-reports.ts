import { Type } from 'typebox'
import { OrganisationShape } from './credit-lines.js'
import { DateText, IdText, InstantText, Nullable, Shape, UsccText } from './primitives.js'

export const ReportPurposeText = Type.Enum(['pre_loan', 'post_loan', 'reloan_review', 'own_use'], {
  description: '贷前 贷后 再贷款审核 企业自用',
  examples: ['pre_loan'],
})
export const HashText = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the document as served' })
const NumberText = Type.String({ examples: ['TCR-2026-000001'] })
const Other = Nullable(Shape({ id: Nullable(IdText), number: NumberText }))

const ReportMembers = {
  id: IdText,
  number: NumberText,
  uscc: UsccText,
  issuedFor: OrganisationShape,
  purpose: ReportPurposeText,
  asOf: DateText,
  knownAt: InstantText,
  issuedAt: InstantText,
  hash: HashText,
  checkCode: Type.String({ examples: ['7F3A-9C21-04BE'] }),
  restates: Other,
  restatedBy: Other,
  links: Shape({ json: Type.String(), pdf: Type.String(), verify: Type.String() }),
}
export const ReportShape = Shape(ReportMembers)

const DifferenceShape = Shape({
  id: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  unit: Type.String(),
  before: Nullable(Type.String()),
  after: Nullable(Type.String()),
  beforeShown: Nullable(Type.String()),
  afterShown: Nullable(Type.String()),
  causes: Type.Array(
    Shape({
      cause: Type.String({ examples: ['FACTOR_VINTAGE'] }),
      nameZh: Type.String(),
      nameEn: Type.String(),
      from: Nullable(Type.String()),
      to: Nullable(Type.String()),
    }),
  ),
})
export const ReissueShape = Shape({
  outcome: Type.Enum(['identical', 'unchanged', 'restated']),
  reproduced: Nullable(
    Type.Boolean({ description: 'identical: whether the facts of that instant still give the same bytes' }),
  ),
  report: ReportShape,
  differences: Type.Array(DifferenceShape),
})

const FigureShape = Type.Object(
  {
    id: Type.String({ examples: ['emissions.total'] }),
    nameZh: Type.String(),
    nameEn: Type.String(),
    unit: Type.String(),
    value: Nullable(Type.String({ description: 'unrounded' })),
    shown: Nullable(Type.String({ description: 'half-up to four places' })),
    reason: Type.Optional(Type.String()),
    sources: Type.Array(Type.String({ description: 'tag of a source' })),
  },
  { additionalProperties: false },
)
const SourceShape = Type.Object(
  {
    tag: Type.String({ examples: ['A1'] }),
    kind: Type.String(),
    nameZh: Type.String(),
    nameEn: Type.String(),
    status: Type.String({ examples: ['assumption'] }),
    source: Type.String(),
    facts: Type.Object({}, { additionalProperties: true }),
  },
  { additionalProperties: false },
)
/** The document itself; its canonical form is fixed by its `format`. */
export const DossierShape = Type.Object(
  {
    kind: Type.String(),
    format: Type.String(),
    header: Type.Object({}, { additionalProperties: true }),
    subject: Type.Object({}, { additionalProperties: true }),
    rating: Type.Object({}, { additionalProperties: true }),
    figures: Type.Array(FigureShape),
    sources: Type.Array(SourceShape),
    restatement: Nullable(Type.Object({}, { additionalProperties: true })),
  },
  { additionalProperties: true, description: 'Canonical JSON: its SHA-256 is the hash of the report' },
)

export const VerificationShape = Type.Object(
  {
    exists: Type.Boolean(),
    number: Type.Optional(NumberText),
    issuedAt: Type.Optional(InstantText),
    subject: Type.Optional(Type.String({ description: 'masked', examples: ['示例***公司'] })),
    state: Type.Optional(Type.Enum(['latest', 'restated'])),
    restatedBy: Type.Optional(Nullable(NumberText)),
    restatedAt: Type.Optional(Nullable(InstantText)),
  },
  { additionalProperties: false },
)
