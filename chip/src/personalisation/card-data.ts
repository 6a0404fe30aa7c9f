import type { SpecificationVersion } from '../profile/card-file.ts'

/** What the register says about one card, in the forms of the register; the image of the chip is made of it. */
export interface CardData {
  readonly version: SpecificationVersion
  /** Nine characters. */
  readonly cardNumber: string
  /** 社会保障号码, 18 characters. */
  readonly ssn: string
  readonly name: string
  /** GB/T 2261.1: 0, 1, 2, 9. */
  readonly sex: string
  /** GB/T 3304, two digits. */
  readonly ethnicGroup: string
  /** GB/T 2260, six digits. */
  readonly birthPlace: string
  /** YYYYMMDD, like the other days. */
  readonly birthOn: string
  readonly issuedOn: string
  readonly validUntil: string
  /** 卡识别码, 32 hexadecimal digits. */
  readonly identificationCode: string
  /** One character. */
  readonly cardClass: string
  /** 初始化机构编号, up to 24 digits. */
  readonly initialisingBody: string
  /** The derived picture, at most 4,096 bytes; null where the version or the person has none. */
  readonly photo: Uint8Array | null
  /** 16 to 19 digits; null on a card without finance function. */
  readonly bankCardNumber: string | null
}
