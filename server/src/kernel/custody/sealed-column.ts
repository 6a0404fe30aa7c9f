/** The columns of a person that leave this process only sealed. */
export const sealedColumns = [
  'name',
  'ssn',
  'identityNumber',
  'documentNumber',
  'phone',
  'address',
  'bankCardNumber',
  'chipName',
  'photo',
  'signature',
  'correction',
  'words',
  'papers',
  'reason',
  'deviceName',
] as const

export type SealedColumn = (typeof sealedColumns)[number]
