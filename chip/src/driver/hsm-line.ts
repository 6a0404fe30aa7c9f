import { barred, bytesOfHex, fieldsOf, hex } from './driver-text.ts'

/** `01` triple DES, `02` SSF33 (known by name only), `03` SM4. */
export type AlgorithmMark = '01' | '02' | '03'

function algorithmOf(text: string): AlgorithmMark | undefined {
  return text === '01' || text === '02' || text === '03' ? text : undefined
}

/** What step 1 of reading the basic data asks the back office: nine fields. */
export interface ReadLine {
  readonly area: string
  /** 26 hexadecimal digits. */
  readonly resetInformation: string
  readonly algorithm: AlgorithmMark
  readonly identificationCode: string
  readonly internalRandom: Uint8Array
  readonly internalData: Uint8Array
  readonly externalRandom: Uint8Array
  readonly externalData: Uint8Array
  readonly terminalNumber: string
}

export function formatReadLine(line: ReadLine): string {
  const { area, resetInformation, algorithm, identificationCode, terminalNumber } = line
  const randoms = [line.internalRandom, line.internalData, line.externalRandom, line.externalData].map(hex)
  return barred([area, resetInformation, algorithm, identificationCode, ...randoms, terminalNumber])
}

/** Undefined unless there are nine fields of the right form. */
export function parseReadLine(text: string): ReadLine | undefined {
  const [area = '', resetInformation = '', mark = '', identificationCode = '', ...rest] = fieldsOf(text, 9) ?? []
  const algorithm = algorithmOf(mark)
  if (!/^\d{6}$/.test(area) || !/^[0-9A-F]{26}$/.test(resetInformation) || algorithm === undefined) return undefined
  if (!/^[0-9A-F]{32}$/.test(identificationCode)) return undefined
  const [internalRandom, internalData, externalRandom, externalData] = rest.slice(0, 4).map((one) => bytesOfHex(one, 8))
  const terminalNumber = rest[4]
  if (!internalRandom || !internalData || !externalRandom || !externalData || !terminalNumber) return undefined
  return {
    ...{ area, resetInformation, algorithm, identificationCode, terminalNumber },
    ...{ internalRandom, internalData, externalRandom, externalData },
  }
}

/** What step 1 of every other function asks: four fields. */
export interface GeneralLine {
  readonly algorithm: AlgorithmMark
  /** Four hexadecimal digits, as in key/card-key.ts. */
  readonly keyAddress: string
  /** The challenge of the card, from which the key of the session follows. */
  readonly challenge: Uint8Array
  readonly data: Uint8Array
}

export function formatGeneralLine({ algorithm, keyAddress, challenge, data }: GeneralLine): string {
  return barred([algorithm, keyAddress, hex(challenge), hex(data)])
}

export function parseGeneralLine(text: string): GeneralLine | undefined {
  const [mark = '', keyAddress = '', random = '', raw = ''] = fieldsOf(text, 4) ?? []
  const algorithm = algorithmOf(mark)
  const challenge = bytesOfHex(random, 8)
  const data = bytesOfHex(raw, 8)
  if (!algorithm || !/^[0-9A-F]{4}$/.test(keyAddress) || !challenge || !data) return undefined
  return { algorithm, keyAddress, challenge, data }
}

/** What step 2 of resetting or unblocking the PIN asks: five fields, the last one empty where no PIN is set. */
export interface SecureLine {
  readonly algorithm: AlgorithmMark
  readonly keyAddress: string
  /** 过程因子: the challenge that the MAC is bound to. */
  readonly challenge: Uint8Array
  /** CLA, INS, P1, P2 and Lc: five bytes. */
  readonly header: Uint8Array
  /** Count of bytes and digits, not yet filled to a block. */
  readonly pinBlock: Uint8Array
}

export function formatSecureLine({ algorithm, keyAddress, challenge, header, pinBlock }: SecureLine): string {
  return barred([algorithm, keyAddress, hex(challenge), hex(header), hex(pinBlock)])
}

export function parseSecureLine(text: string): SecureLine | undefined {
  const fields = text.split('|')
  const [mark = '', keyAddress = '', random = '', plaintext = '', block = ''] = fields
  const algorithm = algorithmOf(mark)
  const challenge = bytesOfHex(random, 8)
  const header = bytesOfHex(plaintext, 5)
  const pinBlock = bytesOfHex(block)
  if (fields.length < 5 || fields.length > 6 || (fields[5] ?? '') !== '') return undefined
  if (!algorithm || !/^[0-9A-F]{4}$/.test(keyAddress) || !challenge || !header || !pinBlock) return undefined
  return pinBlock.length <= 4 ? { algorithm, keyAddress, challenge, header, pinBlock } : undefined
}

/** What step 1 of a medical debit asks: algorithm, key address, and v2 to v7. */
export interface DebitLine {
  readonly algorithm: AlgorithmMark
  readonly keyAddress: string
  /** v2: four random bytes of the card. */
  readonly random: Uint8Array
  /** v3: two bytes; with v2 what MAC1 is bound to. */
  readonly sequence: Uint8Array
  /** v4 to v7: behind an amount of zero, what MAC1 covers. */
  readonly type: Uint8Array
  readonly terminal: Uint8Array
  readonly amounts: Uint8Array
  readonly at: Uint8Array
}

export function formatDebitLine(line: DebitLine): string {
  const values = [line.random, line.sequence, line.type, line.terminal, line.amounts, line.at]
  return barred([line.algorithm, line.keyAddress, ...values.map(hex)])
}

export function parseDebitLine(text: string): DebitLine | undefined {
  const [mark = '', keyAddress = '', ...rest] = fieldsOf(text, 8) ?? []
  const algorithm = algorithmOf(mark)
  const lengths = [4, 2, 1, 6, 12, 7]
  const [random, sequence, type, terminal, amounts, at] = lengths.map((length, index) =>
    bytesOfHex(rest[index] ?? '', length),
  )
  if (!algorithm || !/^[0-9A-F]{4}$/.test(keyAddress)) return undefined
  if (!random || !sequence || !type || !terminal || !amounts || !at) return undefined
  return { algorithm, keyAddress, random, sequence, type, terminal, amounts, at }
}
