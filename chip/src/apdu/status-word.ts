/** The status words of the card (specification, and ISO/IEC 7816-4). */
export const statusWords = {
  success: 0x9000,
  memoryFault: 0x6581,
  wrongLength: 0x6700,
  invalidState: 0x6901,
  wrongFileType: 0x6981,
  securityNotSatisfied: 0x6982,
  locked: 0x6983,
  referencedDataInvalid: 0x6984,
  conditionsNotSatisfied: 0x6985,
  secureMessageWrong: 0x6988,
  wrongData: 0x6a80,
  notSupported: 0x6a81,
  fileNotFound: 0x6a82,
  recordNotFound: 0x6a83,
  wrongParameters: 0x6a86,
  keyNotFound: 0x6a88,
  wrongOffset: 0x6b00,
  unknownInstruction: 0x6d00,
  unknownClass: 0x6e00,
  macInvalid: 0x9302,
  permanentlyLocked: 0x9303,
  purchaseNotSupported: 0x9403,
  macNotAvailable: 0x9406,
} as const

/** `61xx`: that many bytes wait for GET RESPONSE; 256 and more are said as 00. */
export const moreBytes = (count: number): number => 0x6100 | (count > 0xff ? 0 : count)

/** `6Cxx`: the right Le. */
export const wrongLe = (right: number): number => 0x6c00 | (right > 0xff ? 0 : right)

/** `63Cx`: that many tries are left. */
export const triesLeft = (count: number): number => 0x63c0 | Math.min(count, 0xf)
