import { Type } from 'typebox'
import { personalRead } from '../access/personal-read.ts'
import { bilingual, day, instant, next, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import {
  applicationKinds,
  applicationStatuses,
  channels,
  delayCauses,
  deliveries,
  reasonsOf,
  remedies,
  troubleReasons,
} from './application.ts'
import { groupLinesMost } from './group.ts'
import { stepNames } from './timeline.ts'

const name = Type.String({ minLength: 1, maxLength: 100 })
const version = Type.String({ minLength: 1, maxLength: 40 })
const kind = oneOf(applicationKinds)
const reason = oneOf([...reasonsOf['first-issue'], ...reasonsOf.reissue, ...reasonsOf.exchange, ...reasonsOf.renewal])
const status = oneOf(applicationStatuses)
const delivery = oneOf(deliveries)

/** Commands about a person always name the person and the application. */
const ofApplication = { personId: uuid, applicationId: uuid } as const
const page = {
  /** The last application of the page before, with its sorting key, as `next` gave it. */
  after: Type.Optional(Type.String({ maxLength: 100 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
} as const

const nothing = Type.Object({})

export const addPhoto = {
  name: 'add-photo',
  kind: 'command',
  chapter: 'application',
  article: 4,
  title: { zh: '上传制证照片', en: 'Add a photo for the card' },
  input: Type.Object({
    personId: uuid,
    /** The file as it is, base64. */
    file: Type.String({ minLength: 4, maxLength: 8_000_000, pattern: '^[A-Za-z0-9+/]+={0,2}$' }),
  }),
  answer: Type.Object({ photoId: uuid }),
} as const satisfies Operation

export const applyForCard = {
  name: 'apply-for-card',
  kind: 'command',
  chapter: 'application',
  article: 7,
  title: { zh: '申领、补换社会保障卡', en: 'Apply for a card' },
  input: Type.Object({
    personId: uuid,
    /** As on the identity document; held against the register. */
    name,
    kind,
    reason,
    bankId: uuid,
    delivery,
    outletId: Type.Optional(uuid),
    /** Made and handed over in this visit, at the outlet at which the clerk sits. */
    instant: Type.Optional(Type.Boolean()),
    /** The newest accepted photo when absent. */
    photoId: Type.Optional(uuid),
    groupId: Type.Optional(uuid),
    /** Only for a change of bank: the account of the old card is closed. */
    oldAccountClosed: Type.Optional(Type.Boolean()),
    /** Version of the consent text that the guardian has read and agreed to. */
    guardianConsent: Type.Optional(version),
    /** Version of the text on personal use and privacy that was shown. */
    dutyShown: Type.Optional(version),
  }),
  answer: Type.Object({
    applicationId: uuid,
    status: oneOf(['submitted', 'accepted']),
    promisedOn: nullable(day),
    /** For the QR of the receipt: `verify-receipt`. */
    verification: Type.String(),
  }),
} as const satisfies Operation

export const resubmitApplication = {
  name: 'resubmit-application',
  kind: 'command',
  chapter: 'application',
  article: 12,
  title: { zh: '更正后重新提交', en: 'Send a corrected application again' },
  input: Type.Object({
    ...ofApplication,
    photoId: Type.Optional(uuid),
    bankId: Type.Optional(uuid),
    delivery: Type.Optional(delivery),
    outletId: Type.Optional(uuid),
  }),
  answer: Type.Object({ status: oneOf(['submitted', 'accepted']) }),
} as const satisfies Operation

export const withdrawApplication = {
  name: 'withdraw-application',
  kind: 'command',
  chapter: 'application',
  article: 3,
  title: { zh: '撤回申领', en: 'Withdraw an application' },
  input: Type.Object(ofApplication),
  answer: nothing,
} as const satisfies Operation

export const acceptApplication = {
  name: 'accept-application',
  kind: 'command',
  chapter: 'application',
  article: 12,
  title: { zh: '受理申领', en: 'Accept an application' },
  input: Type.Object(ofApplication),
  answer: Type.Object({ promisedOn: day }),
} as const satisfies Operation

const judgement = {
  ...ofApplication,
  reason: oneOf(troubleReasons),
  remedy: oneOf(remedies),
  /** In the officer’s bilingual, for the applicant to read. */
  words: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
} as const

export const requestCorrection = {
  name: 'request-correction',
  kind: 'command',
  chapter: 'application',
  article: 12,
  title: { zh: '退回更正', en: 'Ask the applicant for a correction' },
  input: Type.Object(judgement),
  answer: nothing,
} as const satisfies Operation

export const refuseApplication = {
  name: 'refuse-application',
  kind: 'command',
  chapter: 'application',
  article: 8,
  title: { zh: '不予受理', en: 'Refuse an application' },
  input: Type.Object(judgement),
  answer: nothing,
} as const satisfies Operation

export const markInstant = {
  name: 'mark-instant',
  kind: 'command',
  chapter: 'application',
  article: 7,
  title: { zh: '即时制卡标注', en: 'Mark an application for instant issue' },
  input: Type.Object(ofApplication),
  answer: Type.Object({ promisedOn: day }),
} as const satisfies Operation

export const unmarkInstant = {
  name: 'unmark-instant',
  kind: 'command',
  chapter: 'application',
  article: 7,
  title: { zh: '取消即时制卡标注', en: 'Take back the mark for instant issue' },
  input: Type.Object(ofApplication),
  answer: Type.Object({ promisedOn: day }),
} as const satisfies Operation

export const openGroup = {
  name: 'open-group',
  kind: 'command',
  chapter: 'application',
  article: 8,
  title: { zh: '开通集体申领', en: 'Open a collective application' },
  input: Type.Object({
    employerId: Type.String({ minLength: 1, maxLength: 64 }),
    kind: oneOf(['employer', 'school']),
    bankIds: Type.Array(uuid, { minItems: 1, maxItems: 20 }),
    collection: oneOf(['employer', 'person']),
    closesOn: day,
  }),
  answer: Type.Object({ groupId: uuid }),
} as const satisfies Operation

export const sendGroupLines = {
  name: 'send-group-lines',
  kind: 'command',
  chapter: 'application',
  article: 8,
  title: { zh: '报送集体申领名单', en: 'Send a list of persons of a collective application' },
  input: Type.Object({
    groupId: uuid,
    lines: Type.Array(
      Type.Object({
        position: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
        identityNumber: Type.String({ minLength: 1, maxLength: 24 }),
        name,
        bankId: uuid,
        outletId: Type.Optional(uuid),
      }),
      { minItems: 1, maxItems: groupLinesMost },
    ),
  }),
  answer: Type.Object({
    lines: Type.Array(
      Type.Object({
        position: Type.Integer(),
        outcome: oneOf(['waiting', 'person-not-matched', 'repeated', 'group-opted-out', 'group-line-decided']),
      }),
    ),
  }),
} as const satisfies Operation

export const applyForEmployee = {
  name: 'apply-for-employee',
  kind: 'command',
  chapter: 'application',
  article: 8,
  title: { zh: '集体申领：逐人申领', en: 'Apply for one line of a collective application' },
  input: Type.Object({ personId: uuid, groupId: uuid }),
  answer: Type.Omit(applyForCard.answer, ['verification']),
} as const satisfies Operation

export const noteLineRefusal = {
  name: 'note-line-refusal',
  kind: 'command',
  chapter: 'application',
  article: 8,
  title: { zh: '集体申领：记录未通过的一行', en: 'Record why a line of a collective application was refused' },
  input: Type.Object({
    personId: uuid,
    groupId: uuid,
    code: Type.String({ maxLength: 60 }),
    detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  }),
  answer: nothing,
} as const satisfies Operation

export const optOutOfGroup = {
  name: 'opt-out-of-group',
  kind: 'command',
  chapter: 'application',
  article: 8,
  title: { zh: '退出集体申领', en: 'Opt out of a collective application' },
  input: Type.Object({ personId: uuid, groupId: uuid }),
  answer: Type.Object({ withdrawn: Type.Boolean() }),
} as const satisfies Operation

const outlook = oneOf(['on-track', 'at-risk', 'late', 'kept', 'none'])

export const watchPromise = {
  name: 'watch-promise',
  kind: 'command',
  chapter: 'application',
  article: 12,
  title: { zh: '时限监测', en: 'Watch the promise of an application' },
  input: Type.Object(ofApplication),
  answer: Type.Object({ outlook }),
} as const satisfies Operation

const summary = {
  ...ofApplication,
  kind,
  reason,
  status,
  bankId: uuid,
  channel: oneOf(channels),
  submittedAt: instant,
  promisedOn: nullable(day),
  newPromisedOn: nullable(day),
} as const

const trouble = nullable(
  Type.Object({
    zh: Type.String(),
    en: Type.String(),
    remedy: bilingual,
    remedyCode: oneOf(remedies),
    words: nullable(Type.String()),
  }),
)

const applicationView = Type.Object({
  ...summary,
  outletId: nullable(uuid),
  delivery,
  district: Type.String(),
  groundId: uuid,
  applicantAs: oneOf(['holder', 'guardian', 'proxy', 'employer']),
  groupId: nullable(uuid),
  photoId: nullable(uuid),
  replaces: nullable(uuid),
  cardId: nullable(uuid),
  instantOutletId: nullable(uuid),
  acceptedAt: nullable(instant),
  name: Type.String(),
  /** For the QR of the receipt: `verify-receipt`. */
  verification: Type.String(),
  /** Which figure of the rules made the promise, and how it counts (M17.4). */
  promise: nullable(Type.Object({ rule: Type.String(), amount: Type.Integer(), unit: Type.String(), promisedOn: day })),
  timeline: Type.Object({
    steps: Type.Array(
      Type.Object({
        step: oneOf(stepNames),
        zh: Type.String(),
        en: Type.String(),
        state: oneOf(['done', 'current', 'waiting', 'stopped']),
        at: nullable(instant),
      }),
    ),
    status: bilingual,
    next: bilingual,
    promisedOn: nullable(day),
    newPromisedOn: nullable(day),
    madeOn: nullable(day),
    trouble,
  }),
})

export const application = {
  name: 'application',
  kind: 'query',
  chapter: 'application',
  article: 12,
  title: { zh: '申领进度', en: 'An application and its timeline' },
  input: Type.Object({ ...ofApplication, ...personalRead }),
  answer: applicationView,
} as const satisfies Operation

export const myApplications = {
  name: 'my-applications',
  kind: 'query',
  chapter: 'application',
  article: 12,
  title: { zh: '我的申领', en: 'My applications' },
  input: Type.Object({ ...personalRead }),
  answer: Type.Object({ applications: Type.Array(applicationView) }),
} as const satisfies Operation

const refusalSaid = Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String(), remedy: bilingual })

export const applicationChoices = {
  name: 'application-choices',
  kind: 'query',
  chapter: 'application',
  article: 7,
  title: { zh: '可以申领的业务', en: 'What a person can apply for now, and why not for the rest' },
  input: Type.Object({ personId: uuid, ...personalRead }),
  answer: Type.Object({
    /** Stands in the way of every kind. */
    refusal: nullable(refusalSaid),
    openApplicationId: nullable(uuid),
    choices: Type.Array(
      Type.Object({
        kind,
        reason,
        refusal: nullable(refusalSaid),
        /** Of the card that would be replaced. */
        oldBankId: nullable(uuid),
        accountOpen: Type.Boolean(),
      }),
    ),
    minor: Type.Boolean(),
    /** The consent text that the guardian has to read; null where the age asks for none. */
    consentVersion: nullable(version),
    /** The newest accepted photo, and why it, or the lack of one, does not do. */
    photo: Type.Object({ photoId: nullable(uuid), addedAt: nullable(instant), refusal: nullable(refusalSaid) }),
  }),
} as const satisfies Operation

export const applicationsOfPerson = {
  name: 'applications-of-person',
  kind: 'query',
  chapter: 'application',
  article: 7,
  title: { zh: '此人的申领', en: 'The applications of a person' },
  input: Type.Object({ personId: uuid, ...personalRead }),
  answer: Type.Object({ applications: Type.Array(applicationView) }),
} as const satisfies Operation

export const applicationsToReview = {
  name: 'applications-to-review',
  kind: 'query',
  chapter: 'application',
  article: 12,
  title: { zh: '待审核的申领', en: 'Applications that wait for review' },
  input: Type.Object({ district: Type.Optional(Type.String({ pattern: '^\\d{6}$' })), ...page, ...personalRead }),
  answer: Type.Object({ applications: Type.Array(Type.Object({ ...summary, name: Type.String() })), next }),
} as const satisfies Operation

export const promisesAtRisk = {
  name: 'promises-at-risk',
  kind: 'query',
  chapter: 'application',
  article: 12,
  title: { zh: '时限预警', en: 'Promises at risk or broken' },
  input: Type.Object({ district: Type.Optional(Type.String({ pattern: '^\\d{6}$' })), ...page, ...personalRead }),
  answer: Type.Object({
    applications: Type.Array(
      Type.Object({
        ...summary,
        outlook: oneOf(['at-risk', 'late']),
        cause: oneOf(delayCauses),
        causeWords: bilingual,
      }),
    ),
    next,
  }),
} as const satisfies Operation

export const group = {
  name: 'group',
  kind: 'query',
  chapter: 'application',
  article: 8,
  title: { zh: '集体申领进度', en: 'A collective application and the outcome of each line' },
  input: Type.Object({ groupId: uuid, ...page, ...personalRead }),
  answer: Type.Object({
    groupId: uuid,
    employerId: Type.String(),
    kind: oneOf(['employer', 'school']),
    bankIds: Type.Array(uuid),
    collection: oneOf(['employer', 'person']),
    closesOn: day,
    linesReceived: Type.Integer(),
    /** With the outcomes and the lines that repeat a person, all that were received. */
    linesUnmatched: Type.Integer(),
    linesRepeated: Type.Integer(),
    outcomes: Type.Object({
      waiting: Type.Integer(),
      applied: Type.Integer(),
      refused: Type.Integer(),
      'opted-out': Type.Integer(),
    }),
    lines: Type.Array(
      Type.Object({
        position: Type.Integer(),
        name: Type.String(),
        status: oneOf(['waiting', 'applied', 'refused', 'opted-out']),
        applicationStatus: nullable(status),
        promisedOn: nullable(day),
        refusal: nullable(refusalSaid),
      }),
    ),
    next,
  }),
} as const satisfies Operation

export const photo = {
  name: 'photo',
  kind: 'query',
  chapter: 'application',
  article: 4,
  title: { zh: '查看制证照片', en: 'Look at a photo' },
  input: Type.Object({
    personId: uuid,
    photoId: uuid,
    /** The picture of the card, or the small one of the chip. */
    picture: Type.Optional(oneOf(['card', 'chip'])),
    ...personalRead,
  }),
  answer: Type.Object({
    photoId: uuid,
    addedAt: instant,
    /** JPEG, base64. */
    file: Type.String(),
  }),
} as const satisfies Operation
