import { Type } from 'typebox'
import { chipSuites } from '../card/chip-suite.ts'
import { instant, nullable, oneOf } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { chipKeyStates } from './chip-key.ts'

const chipKeyId = Type.String({ pattern: '^(des|sm)-[1-9]\\d{0,2}$' })
const reason = Type.String({ minLength: 1, maxLength: 200 })
const ofKey = { chipKeyId } as const
const state = Type.Object({ state: oneOf(chipKeyStates) })
/** First three bytes of the zero block under each master key. */
const checkValues = Type.Record(Type.String(), Type.String({ pattern: '^[0-9A-F]{6}$' }))

export const proposeChipKey = {
  name: 'propose-chip-key',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '申请产生主密钥', en: 'Propose a new version of the master keys of the chips' },
  input: Type.Object({ suite: oneOf(chipSuites), reason }),
  answer: Type.Object({ chipKeyId, keyVersion: Type.Integer(), state: oneOf(chipKeyStates) }),
} as const satisfies Operation

export const confirmChipKey = {
  name: 'confirm-chip-key',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '确认产生主密钥', en: 'Confirm the new master keys, by a second person' },
  input: Type.Object({ ...ofKey }),
  answer: state,
} as const satisfies Operation

export const withdrawChipKeyProposal = {
  name: 'withdraw-chip-key-proposal',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '撤回主密钥申请', en: 'Withdraw or reject a proposal to make or destroy master keys' },
  input: Type.Object({ ...ofKey }),
  answer: state,
} as const satisfies Operation

export const recordChipKey = {
  name: 'record-chip-key',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '登记主密钥', en: 'Record that the key machine has made the master keys' },
  input: Type.Object({ ...ofKey, checkValues }),
  answer: state,
} as const satisfies Operation

export const retireChipKey = {
  name: 'retire-chip-key',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '停用主密钥', en: 'Give a version of the master keys to no new card' },
  input: Type.Object({ ...ofKey, reason }),
  answer: state,
} as const satisfies Operation

export const proposeChipKeyDestruction = {
  name: 'propose-chip-key-destruction',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '申请销毁主密钥', en: 'Propose to destroy a retired version of the master keys' },
  input: Type.Object({ ...ofKey }),
  answer: state,
} as const satisfies Operation

export const confirmChipKeyDestruction = {
  name: 'confirm-chip-key-destruction',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '确认销毁主密钥', en: 'Confirm the destruction of master keys, by a second person' },
  input: Type.Object({ ...ofKey }),
  answer: state,
} as const satisfies Operation

export const recordChipKeyDestruction = {
  name: 'record-chip-key-destruction',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '登记主密钥销毁', en: 'Record that the key machine has destroyed the master keys' },
  input: Type.Object({ ...ofKey }),
  answer: state,
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
