import { Type } from 'typebox'
import { personalRead } from '../access/personal-read.ts'
import { instant, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { chipBusinesses } from './chip-business.ts'

const cardNumber = Type.String({ minLength: 9, maxLength: 12 })
const identificationCode = Type.String({ pattern: '^[0-9A-F]{32}$' })
/** The thirteen historical bytes of the answer to reset. */
const resetInformation = Type.String({ pattern: '^[0-9A-F]{26}$' })
const eightBytes = Type.String({ pattern: '^[0-9A-F]{16}$' })

export const chipChallenge = {
  name: 'chip-challenge',
  kind: 'query',
  chapter: 'card',
  article: 14,
  title: { zh: '获取芯片验真随机数', en: 'A challenge for the chip that lies in the reader' },
  /** Both stand on the chip: whoever has it in the reader knows them. */
  input: Type.Object({ cardNumber, identificationCode, ...personalRead }),
  answer: Type.Object({
    personId: uuid,
    cardId: uuid,
    /** Given back with the chip's answer; good for this card and this asker alone. */
    challenge: Type.String(),
    random1: eightBytes,
    random2: eightBytes,
    until: instant,
  }),
} as const satisfies Operation

export const authenticateChip = {
  name: 'authenticate-chip',
  kind: 'command',
  chapter: 'card',
  article: 14,
  title: { zh: '芯片验真', en: 'Find out whether a chip is genuine' },
  input: Type.Object({
    personId: uuid,
    cardId: uuid,
    challenge: Type.String({ minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' }),
    identificationCode,
    resetInformation,
    /** The transaction counter and the cryptogram of the counted form of INTERNAL AUTHENTICATE. */
    counter: Type.Integer({ minimum: 0, maximum: 0x7fff_ffff }),
    cryptogram: Type.String({ pattern: '^([0-9A-F]{16}|[0-9A-F]{32})$' }),
  }),
  answer: Type.Object({
    genuine: Type.Boolean(),
    /** As a national driver says it: 0, −21 not genuine, −22 the chip is another one. */
    code: Type.Integer(),
    /** Whether the social-security function works at this moment. */
    usable: Type.Boolean(),
  }),
} as const satisfies Operation

export const chipInstruction = {
  name: 'chip-instruction',
  kind: 'query',
  chapter: 'card',
  article: 14,
  title: { zh: '加密机指令', en: 'What the key machine answers to a reader without a security module' },
  input: Type.Object({
    /** 246 internal and external authentication, 244 external authentication, 245 secure message. */
    service: oneOf(['246', '244', '245']),
    business: oneOf(chipBusinesses),
    cardNumber,
    identificationCode,
    resetInformation,
    /** What the step of the driver gave, with its bars. */
    line: Type.String({ minLength: 1, maxLength: 400, pattern: '^[0-9A-Za-z|]+$' }),
    ...personalRead,
  }),
  answer: Type.Object({ code: Type.String(), message: Type.String(), inst: Type.String() }),
} as const satisfies Operation
