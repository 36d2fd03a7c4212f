/** The columns that each row of a file from a register must have. */
export const COLUMNS = {
  'registration-receipts': ['reference', 'registrationNo', 'registeredOn', 'validTo', 'collateralClass'],
  'freeze-receipts': ['registrationNo', 'freezeReceiptNo', 'frozenOn'],
  'annotation-receipts': ['registrationNo', 'annotationReceiptNo', 'annotatedOn'],
  'cancellation-receipts': ['registrationNo', 'cancellationNo', 'cancelledOn'],
  'unfreeze-receipts': ['registrationNo', 'unfreezeReceiptNo', 'unfrozenOn'],
  'movables-register': ['registrationNo', 'certificateNo', 'pledgee', 'validTo', 'status'],
  'exchange-register': ['certificateNo', 'registrationNo', 'frozen'],
  'certificate-register': ['certificateNo', 'holder', 'validTo', 'status', 'pledgeNoted'],
} as const
export type IncomingKind = keyof typeof COLUMNS
export const INCOMING = Object.keys(COLUMNS) as IncomingKind[]
export const OUTGOING = ['registration-requests', 'freeze-orders', 'cancellation-requests', 'unfreeze-orders'] as const
