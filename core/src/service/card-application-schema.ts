import { Type } from 'typebox'
import { personalRead } from '../access/personal-read.ts'
import { bilingual, day, instant, next, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { cardApplicationStates, suspensionReasons } from './card-application.ts'
import { loadingPlaces } from './card-service.ts'
import { serviceId } from './condition-schema.ts'
import { useReasons } from './judge-use.ts'

const onCard = { personId: uuid, cardId: uuid, serviceId } as const
const reference = Type.String({ minLength: 2, maxLength: 80 })
const reason = Type.String({ minLength: 2, maxLength: 300 })
const state = oneOf(cardApplicationStates)

const loading = {
  medium: oneOf(['card', 'e-card']),
  /** False: loaded now, activated later. */
  activate: Type.Optional(Type.Boolean()),
} as const

export const loadService = {
  name: 'load-service',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '加载用卡服务', en: 'Load a service onto a card' },
  input: Type.Object({ ...onCard, ...loading }),
  answer: Type.Object({ until: nullable(day) }),
} as const satisfies Operation

/** The same at a service point: an institution knows the number on the card and who compared its holder with the document. */
export const loadServiceAtPoint = {
  name: 'load-service-at-point',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '在服务点加载用卡服务', en: 'Load a service at a service point' },
  input: Type.Object({
    cardNumber: Type.String({ minLength: 9, maxLength: 12 }),
    serviceId,
    faceToFaceBy: Type.String({ minLength: 1, maxLength: 40 }),
    ...loading,
  }),
  answer: Type.Object({ until: nullable(day) }),
} as const satisfies Operation

const moved = Type.Object({ state })

export const activateApplication = {
  name: 'activate-application',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '激活卡上服务', en: 'Activate a service on a card' },
  input: Type.Object(onCard),
  answer: moved,
} as const satisfies Operation

export const suspendApplication = {
  name: 'suspend-application',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '暂停卡上服务', en: 'Suspend a service on a card' },
  input: Type.Object({
    ...onCard,
    reason: oneOf(suspensionReasons.filter((one) => one !== 'sanction')),
    reference,
    until: nullable(day),
  }),
  answer: moved,
} as const satisfies Operation

export const resumeApplication = {
  name: 'resume-application',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '恢复卡上服务', en: 'Resume a service on a card' },
  input: Type.Object(onCard),
  answer: moved,
} as const satisfies Operation

export const removeApplication = {
  name: 'remove-application',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '移除卡上服务', en: 'Remove a service from a card' },
  input: Type.Object({ ...onCard, reason }),
  answer: moved,
} as const satisfies Operation

export const expireApplication = {
  name: 'expire-application',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '卡上服务到期', en: 'A service on a card runs out' },
  input: Type.Object(onCard),
  answer: moved,
} as const satisfies Operation

export const proposeSanction = {
  name: 'propose-sanction',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '提出暂停医保卡结算', en: 'Propose to suspend medical settlement by card' },
  input: Type.Object({ personId: uuid, reference, until: day }),
  answer: Type.Object({ sanctionId: uuid }),
} as const satisfies Operation

export const approveSanction = {
  name: 'approve-sanction',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '批准暂停医保卡结算', en: 'Approve the suspension of medical settlement' },
  input: Type.Object({ personId: uuid, sanctionId: uuid }),
  answer: Type.Object({ cardId: uuid }),
} as const satisfies Operation

export const endSanction = {
  name: 'end-sanction',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '撤回或解除暂停', en: 'Withdraw or lift a suspension of medical settlement' },
  input: Type.Object({ personId: uuid, sanctionId: uuid, reason }),
  answer: Type.Object({ sanctionId: uuid }),
} as const satisfies Operation

/** What waits for the second officer. */
export const sanctionsProposed = {
  name: 'sanctions-proposed',
  kind: 'query',
  chapter: 'service',
  article: 5,
  title: { zh: '待批的暂停', en: 'Suspensions that wait for approval' },
  input: Type.Object({
    after: Type.Optional(uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    purpose: personalRead.purpose,
  }),
  answer: Type.Object({
    sanctions: Type.Array(
      Type.Object({
        personId: uuid,
        sanctionId: uuid,
        name: nullable(Type.String()),
        reference: Type.String(),
        until: day,
        proposedBy: Type.String(),
        proposedAt: instant,
      }),
    ),
    next,
  }),
} as const satisfies Operation

/** One service beside one card: how it stands, what is missing, where to get it. */
const line = Type.Object({
  serviceId,
  field: Type.String(),
  fieldName: bilingual,
  name: bilingual,
  usable: Type.Boolean(),
  /** Why it does not open today; null when it does. */
  missing: nullable(Type.Object({ reason: oneOf(useReasons), zh: Type.String(), en: Type.String() })),
  condition: bilingual,
  /** Null when nothing was said about it on this card. */
  state: nullable(Type.Object({ state, zh: Type.String(), en: Type.String(), since: instant })),
  from: nullable(day),
  until: nullable(day),
  suspension: nullable(
    Type.Object({ reason: oneOf(suspensionReasons), zh: Type.String(), en: Type.String(), until: nullable(day) }),
  ),
  /** Empty when the service comes with the card. */
  loadedAt: Type.Array(Type.Object({ place: oneOf(loadingPlaces), zh: Type.String(), en: Type.String() })),
  fee: nullable(Type.Object({ fen: Type.Integer(), verified: Type.Boolean(), source: Type.String() })),
  physicalCardOnly: Type.Boolean(),
  /** A holder can do these on line. */
  actions: Type.Array(oneOf(['load', 'activate', 'suspend', 'resume', 'remove'])),
})

const servicesAnswer = Type.Object({
  on: day,
  /** The card that works, or the newest; null without one. */
  cardId: nullable(uuid),
  services: Type.Array(line),
})

export const myServices = {
  name: 'my-services',
  kind: 'query',
  chapter: 'service',
  article: 5,
  title: { zh: '我的用卡服务', en: 'My services' },
  input: Type.Object({ personId: uuid, ...personalRead }),
  answer: servicesAnswer,
} as const satisfies Operation

export const servicesOfCard = {
  name: 'services-of-card',
  kind: 'query',
  chapter: 'service',
  article: 5,
  title: { zh: '持卡人的用卡服务', en: 'Services of a holder' },
  input: Type.Object({ personId: uuid, ...personalRead }),
  answer: servicesAnswer,
} as const satisfies Operation
