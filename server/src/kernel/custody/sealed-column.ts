/** The columns of a person that leave this process only sealed. */
export const sealedColumns = [
  'name',
  'identityNumber',
  'documentNumber',
  'phone',
  'address',
  'bankCardNumber',
  'photo',
  'signature',
] as const

export type SealedColumn = (typeof sealedColumns)[number]
