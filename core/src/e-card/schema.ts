import { Type } from 'typebox'
import { personalRead } from '../access/personal-read.ts'
import { bilingual, instant, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'

const pin = Type.String({ pattern: '^\\d{4,12}$' })
const ofPerson = { personId: uuid } as const
/** A signature of the device, r‖s, base64url. */
const signature = Type.String({ pattern: '^[A-Za-z0-9_-]{86}$' })
const coordinate = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })
const pinAnswer = { triesLeft: Type.Integer() } as const

export const bindDevice = {
  name: 'bind-device',
  kind: 'command',
  chapter: 'e-card',
  article: 9,
  title: { zh: '绑定电子社会保障卡设备', en: 'Bind the e-card to a device' },
  input: Type.Object({
    ...ofPerson,
    deviceName: Type.String({ minLength: 1, maxLength: 40 }),
    /** The public key of the device on P-256 (RFC 7517); the private one cannot leave it. */
    key: Type.Object({ x: coordinate, y: coordinate }),
    /** When the device signed `proofToSign('bind', …)`. */
    proofAt: instant,
    proof: signature,
    /** Chosen with the first device, shown with every later one. */
    pin,
  }),
  answer: Type.Object({ outcome: oneOf(['bound', 'wrong', 'locked']), deviceId: nullable(uuid), ...pinAnswer }),
} as const satisfies Operation

export const unbindDevice = {
  name: 'unbind-device',
  kind: 'command',
  chapter: 'e-card',
  article: 9,
  title: { zh: '解除电子社会保障卡设备', en: 'Unbind a device from the e-card' },
  input: Type.Object({ ...ofPerson, deviceId: uuid }),
  answer: Type.Object({ unbound: Type.Literal(true) }),
} as const satisfies Operation

export const renewBinding = {
  name: 'renew-binding',
  kind: 'command',
  chapter: 'e-card',
  article: 9,
  title: { zh: '更新离线凭据', en: 'Renew what a device holds for use without the network' },
  input: Type.Object({
    ...ofPerson,
    deviceId: uuid,
    proofAt: instant,
    /** Over `proofToSign('renew', …)`. */
    proof: signature,
    pin,
  }),
  answer: Type.Object({
    outcome: oneOf(['right', 'wrong', 'locked']),
    ...pinAnswer,
    /** For `makeCode`, in base32; null when the PIN was wrong. */
    binding: nullable(Type.String()),
    validUntil: nullable(instant),
  }),
} as const satisfies Operation

export const verifyECardPin = {
  name: 'verify-e-card-pin',
  kind: 'command',
  chapter: 'e-card',
  article: 9,
  title: { zh: '校验电子社会保障卡密码', en: 'Verify the PIN of the e-card' },
  input: Type.Object({ ...ofPerson, pin }),
  answer: Type.Object({ outcome: oneOf(['right', 'wrong', 'locked']), ...pinAnswer }),
} as const satisfies Operation

export const changeECardPin = {
  name: 'change-e-card-pin',
  kind: 'command',
  chapter: 'e-card',
  article: 9,
  title: { zh: '修改电子社会保障卡密码', en: 'Change the PIN of the e-card' },
  input: Type.Object({ ...ofPerson, pin, newPin: pin }),
  answer: Type.Object({ outcome: oneOf(['right', 'wrong', 'locked']), ...pinAnswer }),
} as const satisfies Operation

export const sendECardCode = {
  name: 'send-e-card-code',
  kind: 'command',
  chapter: 'e-card',
  article: 9,
  title: { zh: '获取电子社会保障卡密码重置验证码', en: 'Send the code for a reset of the e-card PIN' },
  input: Type.Object({ ...ofPerson }),
  answer: Type.Object({ until: instant, tries: Type.Integer() }),
} as const satisfies Operation

export const openECardReset = {
  name: 'open-e-card-reset',
  kind: 'command',
  chapter: 'e-card',
  article: 9,
  title: { zh: '窗口发起电子社会保障卡密码重置', en: 'Open a reset of the e-card PIN at a counter' },
  input: Type.Object({ ...ofPerson }),
  answer: Type.Object({ resetId: uuid, until: instant }),
} as const satisfies Operation

export const resetECardPin = {
  name: 'reset-e-card-pin',
  kind: 'command',
  chapter: 'e-card',
  article: 9,
  title: { zh: '重置电子社会保障卡密码', en: 'Reset the PIN of the e-card' },
  input: Type.Object({
    ...ofPerson,
    newPin: pin,
    /** From the registered telephone; or else the reset that a counter has opened. */
    code: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
    resetId: Type.Optional(uuid),
  }),
  answer: Type.Object({ outcome: oneOf(['set', 'code-wrong']), ...pinAnswer }),
} as const satisfies Operation

export const myECard = {
  name: 'my-e-card',
  kind: 'query',
  chapter: 'e-card',
  article: 2,
  title: { zh: '我的电子社会保障卡', en: 'My e-card' },
  input: Type.Object({ ...ofPerson, ...personalRead }),
  answer: Type.Object({
    /** False without a card that is not cancelled: then everything of the card is null. */
    exists: Type.Boolean(),
    /** Whether it can be used now. */
    usable: Type.Boolean(),
    /** Why it cannot be used and what to do, in both languages. */
    barred: nullable(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String(), next: bilingual })),
    cardId: nullable(uuid),
    /** Masked unless the reading reveals `name` or `identityNumber` (亮证). */
    name: nullable(Type.String()),
    ssn: nullable(Type.String()),
    cardNumber: nullable(Type.String()),
    issuingArea: nullable(Type.String()),
    expiresOn: nullable(Type.String()),
    pin: Type.Object({
      state: oneOf(['none', 'set', 'locked']),
      digits: Type.Integer(),
      triesLeft: Type.Integer(),
      lockedUntil: nullable(instant),
      /** Opened at a counter and open still: `reset-e-card-pin` wants its identifier. */
      reset: nullable(Type.Object({ resetId: uuid, until: instant })),
    }),
    /** How long a code lives that the device makes. */
    codeSeconds: Type.Integer(),
    devicesMost: Type.Integer(),
    devices: Type.Array(
      Type.Object({
        deviceId: uuid,
        deviceName: Type.String(),
        boundAt: instant,
        /** By the guardian of a minor. */
        byGuardian: Type.Boolean(),
        validUntil: nullable(instant),
      }),
    ),
  }),
} as const satisfies Operation

export const offerCredential = {
  name: 'offer-credential',
  kind: 'command',
  chapter: 'e-card',
  article: 2,
  title: { zh: '发起领取可验证凭证', en: 'Offer the verifiable credential to a wallet' },
  input: Type.Object({ ...ofPerson }),
  answer: Type.Object({ offerId: uuid, until: instant }),
} as const satisfies Operation

export const credentialOffer = {
  name: 'credential-offer',
  kind: 'query',
  chapter: 'e-card',
  article: 2,
  title: { zh: '可验证凭证领取邀请', en: 'The offer of the verifiable credential, to be scanned by the wallet' },
  input: Type.Object({ ...ofPerson, offerId: uuid, purpose: personalRead.purpose }),
  answer: Type.Object({
    /** `openid-credential-offer://…`, for a QR code or a link. */
    offer: Type.String(),
    /** What the holder types into the wallet; it stands beside the QR code, never in it. */
    transactionCode: Type.String(),
    until: instant,
  }),
} as const satisfies Operation

export const redeemOffer = {
  name: 'redeem-offer',
  kind: 'command',
  chapter: 'e-card',
  article: 2,
  title: { zh: '钱包兑换领取邀请', en: 'A wallet redeems the offer of a credential' },
  input: Type.Object({ ...ofPerson, offerId: uuid, transactionCode: Type.String({ maxLength: 12 }) }),
  answer: Type.Object({ outcome: oneOf(['redeemed', 'code-wrong']), seconds: Type.Integer() }),
} as const satisfies Operation

export const issueCredential = {
  name: 'issue-credential',
  kind: 'command',
  chapter: 'e-card',
  article: 2,
  title: { zh: '签发可验证凭证', en: 'Issue the verifiable credential to a wallet' },
  input: Type.Object({
    ...ofPerson,
    offerId: uuid,
    /** RFC 7638 thumbprint of the key that the wallet has proved. */
    holderKey: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  }),
  answer: Type.Object({
    cardId: uuid,
    shard: Type.Integer(),
    index: Type.Integer(),
    issuedAt: instant,
    validUntil: instant,
  }),
} as const satisfies Operation
