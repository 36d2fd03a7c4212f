/** What a kind of file is: who wrote it, and the columns that each of its rows must have. */
export interface FileKind {
  readonly direction: 'IN' | 'OUT'
  readonly required: readonly string[]
  readonly optional: readonly string[]
}

/** 中登网 · 交易场所 · 数据产权登记机构. A receipt acts on a pledge, a list is compared with all of them, a request goes out. */
export const FILE_KINDS = {
  'registration-receipts': {
    direction: 'IN',
    required: ['reference', 'registrationNo', 'registeredOn', 'validTo', 'collateralClass'],
    optional: ['registeredAt', 'certificateHash', 'modificationCode'],
  },
  'freeze-receipts': { direction: 'IN', required: ['registrationNo', 'freezeReceiptNo', 'frozenOn'], optional: [] },
  'annotation-receipts': {
    direction: 'IN',
    required: ['registrationNo', 'annotationReceiptNo', 'annotatedOn'],
    optional: [],
  },
  'cancellation-receipts': {
    direction: 'IN',
    required: ['registrationNo', 'cancellationNo', 'cancelledOn'],
    optional: [],
  },
  'unfreeze-receipts': {
    direction: 'IN',
    required: ['registrationNo', 'unfreezeReceiptNo', 'unfrozenOn'],
    optional: [],
  },
  'movables-register': {
    direction: 'IN',
    required: ['registrationNo', 'certificateNo', 'pledgee', 'validTo', 'status'],
    optional: [],
  },
  'exchange-register': { direction: 'IN', required: ['certificateNo', 'registrationNo', 'frozen'], optional: [] },
  'certificate-register': {
    direction: 'IN',
    required: ['certificateNo', 'holder', 'validTo', 'status', 'pledgeNoted'],
    optional: [],
  },
  'registration-requests': { direction: 'OUT', required: [], optional: [] },
  'freeze-orders': { direction: 'OUT', required: [], optional: [] },
  'cancellation-requests': { direction: 'OUT', required: [], optional: [] },
  'unfreeze-orders': { direction: 'OUT', required: [], optional: [] },
} as const satisfies Readonly<Record<string, FileKind>>

export type FileKindName = keyof typeof FILE_KINDS
export type IncomingKind = {
  [K in FileKindName]: (typeof FILE_KINDS)[K]['direction'] extends 'IN' ? K : never
}[FileKindName]
export type OutgoingKind = Exclude<FileKindName, IncomingKind>

export const INCOMING = Object.keys(FILE_KINDS).filter(
  (kind) => FILE_KINDS[kind as FileKindName].direction === 'IN',
) as IncomingKind[]
export const OUTGOING = Object.keys(FILE_KINDS).filter(
  (kind) => FILE_KINDS[kind as FileKindName].direction === 'OUT',
) as OutgoingKind[]

/** A row of a file: its columns as text. */
export type FileRow = Readonly<Record<string, string>>

/** Columns that are kept nowhere in the clear. */
export const SECRET_COLUMNS: readonly string[] = ['modificationCode']
