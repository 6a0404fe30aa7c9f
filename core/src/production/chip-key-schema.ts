import { Type } from 'typebox'
import { personalRead } from '../access/personal-read.ts'
import { eightBytes, identificationCode, resetInformation } from '../card/chip-fields.ts'
import { chipSuites } from '../card/chip-suite.ts'
import { instant, next, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { chipKeyStates } from './chip-key.ts'

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const cardNumber = Type.String({ pattern: '^[0-9A-Z]{9}$' })
const organisationId = text(60)
const ofBatch = { batchId: uuid } as const
const keyVersion = Type.Integer({ minimum: 1, maximum: 255 })
/** Uncompressed point of the SM2 curve, and a key of X25519 for an office that works with the international suite. */
const sm2Key = Type.String({ pattern: '^04[0-9A-F]{128}$' })
const x25519Key = nullable(Type.String({ pattern: '^[0-9A-F]{64}$' }))
const factoryPublicKey = Type.Object({ sm2: sm2Key, x25519: x25519Key })

export const setFactoryKey = {
  name: 'set-factory-key',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '登记制卡厂公钥', en: 'Set the public key of a factory' },
  input: Type.Object({ makerId: organisationId, key: factoryPublicKey }),
  answer: Type.Object({ waiting: Type.Literal(true) }),
} as const satisfies Operation

export const confirmFactoryKey = {
  name: 'confirm-factory-key',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '复核制卡厂公钥', en: 'Confirm the public key of a factory, by a second person' },
  /** A half that is not named again is not confirmed. */
  input: Type.Object({ makerId: organisationId, sm2: sm2Key, x25519: Type.Optional(x25519Key) }),
  answer: Type.Object({ confirmed: Type.Literal(true) }),
} as const satisfies Operation

/** Keyset pages: give back what came as `next`. */
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200 }))
/** Whose chips are meant: those of a batch that lies with the factory, or the one card that is made at a counter. */
const instantChip = Type.Object({ personId: uuid, lineId: uuid, resetInformation })

export const keyScripts = {
  name: 'key-scripts',
  kind: 'query',
  chapter: 'production',
  article: 14,
  title: { zh: '密钥替换指令', en: 'The commands that put the keys of the city into a chip' },
  input: Type.Object({
    of: Type.Union([
      Type.Object({
        ...ofBatch,
        after: Type.Optional(Type.String({ pattern: '^\\d{1,6}$' })),
        limit,
      }),
      instantChip,
    ]),
    ...personalRead,
  }),
  answer: Type.Object({
    batchNumber: Type.String(),
    keyVersion,
    cards: Type.Array(
      Type.Object({
        cardNumber,
        identificationCode,
        /** WRITE PIN for the initial PIN, enciphered for this chip as long as it has its transport keys. */
        pin: Type.String(),
        /** WRITE KEY, in this order, the card master key last. */
        keys: Type.Array(Type.String()),
      }),
    ),
    next,
  }),
} as const satisfies Operation

export const keyChallenges = {
  name: 'key-challenges',
  kind: 'query',
  chapter: 'production',
  article: 14,
  title: { zh: '外部认证', en: 'What proves a key to a chip that has asked' },
  input: Type.Object({
    of: Type.Union([Type.Object({ ...ofBatch }), instantChip]),
    challenges: Type.Array(
      Type.Object({
        cardNumber,
        /** 0 is the transport key: only for the master key of a blank at a counter. */
        version: Type.Integer({ minimum: 0, maximum: 255 }),
        key: Type.String({ pattern: '^(SSSE|DF0[1-7])/[A-Z0-9]{2,8}$' }),
        challenge: eightBytes,
        /** Zeros: a chip asks for nothing more. */
        data: eightBytes,
      }),
      { minItems: 1, maxItems: 5000 },
    ),
    ...personalRead,
  }),
  /** 244 外部认证, in the order of the challenges. */
  answer: Type.Object({ cryptograms: Type.Array(Type.String()) }),
} as const satisfies Operation

export const transportKey = {
  name: 'transport-key',
  kind: 'query',
  chapter: 'production',
  article: 14,
  title: { zh: '传输密钥', en: 'The master of the transport keys, enciphered for the maker of blanks' },
  input: Type.Object({ makerId: organisationId }),
  /** SM2, C1 C3 C2. */
  answer: Type.Object({ enciphered: Type.String() }),
} as const satisfies Operation

export const factoryKeys = {
  name: 'factory-keys',
  kind: 'query',
  chapter: 'production',
  article: 14,
  title: { zh: '制卡厂公钥', en: 'The public keys of the factories, and those that wait for a second person' },
  input: Type.Object({}),
  answer: Type.Object({
    factories: Type.Array(
      Type.Object({
        makerId: Type.String(),
        key: nullable(factoryPublicKey),
        setBy: nullable(Type.String()),
        confirmedBy: nullable(Type.String()),
        waiting: nullable(factoryPublicKey),
        waitingBy: nullable(Type.String()),
        changedAt: instant,
      }),
    ),
  }),
} as const satisfies Operation

export const orderKeys = {
  name: 'order-keys',
  kind: 'public',
  chapter: 'production',
  article: 14,
  title: { zh: '订单签名公钥', en: 'The public keys that verify the orders of the office' },
  input: Type.Object({}),
  answer: Type.Object({
    keys: Type.Array(
      Type.Object({
        version: Type.Integer(),
        /** `sm`: SM2 with SM3, uncompressed point; `international`: Ed25519. Hexadecimal. */
        family: oneOf(['sm', 'international']),
        publicKey: Type.String(),
      }),
    ),
  }),
} as const satisfies Operation

const chipKeyId = Type.String({ pattern: '^(des|sm)-[1-9]\\d{0,2}$' })
const ofChipKey = { chipKeyId } as const
const keyState = Type.Object({ state: oneOf(chipKeyStates) })
/** First three bytes of the zero block under each master key. */
const checkValues = Type.Record(Type.String(), Type.String({ pattern: '^[0-9A-F]{6}$' }))

export const proposeChipKey = {
  name: 'propose-chip-key',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '申请产生主密钥', en: 'Propose a new version of the master keys of the chips' },
  input: Type.Object({ suite: oneOf(chipSuites), reason: text(200) }),
  answer: Type.Object({ chipKeyId, keyVersion: Type.Integer(), state: oneOf(chipKeyStates) }),
} as const satisfies Operation

export const confirmChipKey = {
  name: 'confirm-chip-key',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '确认产生主密钥', en: 'Confirm the new master keys, by a second person' },
  input: Type.Object({ ...ofChipKey }),
  answer: keyState,
} as const satisfies Operation

export const withdrawChipKeyProposal = {
  name: 'withdraw-chip-key-proposal',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '撤回主密钥申请', en: 'Withdraw or reject a proposal to make or destroy master keys' },
  input: Type.Object({ ...ofChipKey }),
  answer: keyState,
} as const satisfies Operation

export const recordChipKey = {
  name: 'record-chip-key',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '登记主密钥', en: 'Record that the key machine has made the master keys' },
  input: Type.Object({ ...ofChipKey, checkValues }),
  answer: keyState,
} as const satisfies Operation

export const retireChipKey = {
  name: 'retire-chip-key',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '停用主密钥', en: 'Give a version of the master keys to no new card' },
  input: Type.Object({ ...ofChipKey, reason: text(200) }),
  answer: keyState,
} as const satisfies Operation

export const proposeChipKeyDestruction = {
  name: 'propose-chip-key-destruction',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '申请销毁主密钥', en: 'Propose to destroy a retired version of the master keys' },
  input: Type.Object({ ...ofChipKey }),
  answer: keyState,
} as const satisfies Operation

export const confirmChipKeyDestruction = {
  name: 'confirm-chip-key-destruction',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '确认销毁主密钥', en: 'Confirm the destruction of master keys, by a second person' },
  input: Type.Object({ ...ofChipKey }),
  answer: keyState,
} as const satisfies Operation

export const recordChipKeyDestruction = {
  name: 'record-chip-key-destruction',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '登记主密钥销毁', en: 'Record that the key machine has destroyed the master keys' },
  input: Type.Object({ ...ofChipKey }),
  answer: keyState,
} as const satisfies Operation

export const chipKeys = {
  name: 'chip-keys',
  kind: 'query',
  chapter: 'production',
  article: 14,
  title: { zh: '主密钥登记', en: 'The versions of the master keys of the chips' },
  input: Type.Object({}),
  answer: Type.Object({
    keys: Type.Array(
      Type.Object({
        chipKeyId,
        suite: oneOf(chipSuites),
        keyVersion: Type.Integer(),
        state: oneOf(chipKeyStates),
        reason: Type.String(),
        proposedBy: Type.String(),
        confirmedBy: nullable(Type.String()),
        checkValues: nullable(checkValues),
        retireReason: nullable(Type.String()),
        destructionProposedBy: nullable(Type.String()),
        destructionConfirmedBy: nullable(Type.String()),
        changedAt: instant,
      }),
    ),
  }),
} as const satisfies Operation
