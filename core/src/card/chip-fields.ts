import { Type } from 'typebox'

/** What a chip says of itself and answers, on the wire: hexadecimal in capitals. */

/** 卡识别码. */
export const identificationCode = Type.String({ pattern: '^[0-9A-F]{32}$' })
/** 卡复位信息: the thirteen historical bytes of the answer to reset. */
export const resetInformation = Type.String({ pattern: '^[0-9A-F]{26}$' })
/** A challenge, or authentication data. */
export const eightBytes = Type.String({ pattern: '^[0-9A-F]{16}$' })
