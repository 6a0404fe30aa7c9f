import { type TProperties, Type } from 'typebox'
import { personalRead } from '../access/personal-read.ts'
import { districtCodes } from '../identifier/district.ts'
import { documentTypeNames } from '../identifier/document-type.ts'
import { type EthnicGroup, ethnicGroups } from '../identifier/ethnic-group.ts'
import { type Sex, sexes } from '../identifier/sex.ts'
import { bilingual, day, instant, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { correctionStatuses } from './data-correction.ts'
import { type Department, departments, groundKindNames } from './ground.ts'
import { lifeStatuses, namesOnChip, personKinds, printedItems } from './person.ts'
import { phonePattern } from './phone-pattern.ts'
import { recordedItems } from './recorded-item.ts'
import { kinships, relationEndReasons, relationKinds } from './relation.ts'

/** M4.1: a field that is not on the list is refused, never dropped in silence. */
const closed = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false })

const name = Type.String({ minLength: 1, maxLength: 100 })
const number = Type.String({ minLength: 1, maxLength: 24 })
const reason = Type.String({ minLength: 1, maxLength: 200 })
/** Which record of which register says so, or which document an officer saw. */
const source = Type.String({ minLength: 1, maxLength: 100 })
const district = oneOf(districtCodes)
const sex = oneOf(Object.keys(sexes) as Sex[])
const ethnicGroup = oneOf(Object.keys(ethnicGroups) as EthnicGroup[])
const country = Type.String({ pattern: '^[A-Z]{3}$' })
const phone = Type.String({ pattern: phonePattern })
const address = Type.String({ minLength: 1, maxLength: 200 })
const department = oneOf(Object.keys(departments) as Department[])

const person = { personId: uuid } as const

export const registerPersonOperation = {
  name: 'register-person',
  kind: 'command',
  chapter: 'holder',
  article: 8,
  title: { zh: '人员登记', en: 'Register a person' },
  input: closed({
    kind: oneOf(personKinds),
    name,
    identityNumber: Type.Optional(number),
    /** Travel permit, passport, or the other number of a permanent resident. */
    documentNumber: Type.Optional(number),
    sex: Type.Optional(sex),
    birthOn: Type.Optional(day),
    ethnicGroup: Type.Optional(ethnicGroup),
    nationality: Type.Optional(country),
    district,
    issuingArea: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
    phone: Type.Optional(phone),
    address: Type.Optional(address),
    source,
  }),
  answer: closed({ personId: uuid, nameOnChip: oneOf(namesOnChip), charactersOutsideChip: Type.Integer() }),
} as const satisfies Operation

export const correctPersonOperation = {
  name: 'correct-person',
  kind: 'command',
  chapter: 'holder',
  article: 7,
  title: { zh: '依权威登记更正人员信息', en: 'Correct a person from the authoritative register' },
  input: closed({
    ...person,
    kind: Type.Optional(oneOf(personKinds)),
    name: Type.Optional(name),
    identityNumber: Type.Optional(number),
    documentNumber: Type.Optional(number),
    sex: Type.Optional(sex),
    birthOn: Type.Optional(day),
    ethnicGroup: Type.Optional(ethnicGroup),
    nationality: Type.Optional(country),
    district: Type.Optional(district),
    source,
  }),
  answer: closed({ exchangeFor: Type.Array(oneOf(printedItems)) }),
} as const satisfies Operation

export const changeContactOperation = {
  name: 'change-contact',
  kind: 'command',
  chapter: 'holder',
  article: 7,
  title: { zh: '变更联系方式', en: 'Change contact data' },
  input: closed({
    ...person,
    phone: Type.Optional(nullable(phone)),
    address: Type.Optional(nullable(address)),
    district: Type.Optional(district),
  }),
  answer: closed({}),
} as const satisfies Operation

export const setChipNameOperation = {
  name: 'set-chip-name',
  kind: 'command',
  chapter: 'holder',
  article: 4,
  title: { zh: '设定芯片用姓名', en: 'Set the form of a name for the chip' },
  input: closed({ ...person, chipName: name }),
  answer: closed({ nameOnChip: oneOf(['fits', 'extended']) }),
} as const satisfies Operation

export const reportDeathOperation = {
  name: 'report-death',
  kind: 'command',
  chapter: 'holder',
  article: 10,
  title: { zh: '登记死亡信息（待核实）', en: 'Record news of a death' },
  input: closed({ ...person, deathOn: nullable(day), source }),
  answer: closed({ lifeStatus: Type.Literal('death-reported') }),
} as const satisfies Operation

export const confirmDeathOperation = {
  name: 'confirm-death',
  kind: 'command',
  chapter: 'holder',
  article: 10,
  title: { zh: '核实死亡信息', en: 'Confirm a reported death' },
  input: closed(person),
  answer: closed({ lifeStatus: Type.Literal('deceased') }),
} as const satisfies Operation

export const rejectDeathOperation = {
  name: 'reject-death',
  kind: 'command',
  chapter: 'holder',
  article: 10,
  title: { zh: '否定死亡信息', en: 'Reject a reported death' },
  input: closed({ ...person, reason }),
  answer: closed({ lifeStatus: oneOf(['alive', 'moved-away']) }),
} as const satisfies Operation

export const moveAwayOperation = {
  name: 'move-away',
  kind: 'command',
  chapter: 'holder',
  article: 8,
  title: { zh: '登记迁出', en: 'Record that a person moved away' },
  input: closed({ ...person, movedOn: day, source }),
  answer: closed({ groundsUnderReview: Type.Integer() }),
} as const satisfies Operation

export const moveBackOperation = {
  name: 'move-back',
  kind: 'command',
  chapter: 'holder',
  article: 8,
  title: { zh: '登记迁回', en: 'Record that a person came back' },
  input: closed({ ...person, movedOn: day, source }),
  answer: closed({ lifeStatus: Type.Literal('alive') }),
} as const satisfies Operation

/** The helper is named by number and name together, so that a number alone does not tell whether somebody is registered. */
const helper = { helperNumber: number, helperName: name } as const

export const addGuardianOperation = {
  name: 'add-guardian',
  kind: 'command',
  chapter: 'holder',
  article: 8,
  title: { zh: '登记监护人', en: 'Record a guardian' },
  input: closed({ ...person, ...helper, consentVersion: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })) }),
  answer: closed({ relationId: uuid, endsOn: day }),
} as const satisfies Operation

export const endRelationOperation = {
  name: 'end-relation',
  kind: 'command',
  chapter: 'holder',
  article: 9,
  title: { zh: '终止监护或代办关系', en: 'End a guardianship or a proxy' },
  input: closed({ ...person, relationId: uuid }),
  answer: closed({}),
} as const satisfies Operation

export const lapseRelationOperation = {
  name: 'lapse-relation',
  kind: 'command',
  chapter: 'holder',
  article: 8,
  title: { zh: '监护或代办关系到期', en: 'A guardianship or a proxy comes to its end' },
  input: closed({ ...person, relationId: uuid }),
  answer: closed({}),
} as const satisfies Operation

export const grantProxyOperation = {
  name: 'grant-proxy',
  kind: 'command',
  chapter: 'holder',
  article: 9,
  title: { zh: '授权代办人', en: 'Name a proxy' },
  input: closed({
    ...person,
    ...helper,
    kinship: oneOf(kinships),
    scope: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 40, uniqueItems: true }),
    endsOn: day,
  }),
  answer: closed({ relationId: uuid }),
} as const satisfies Operation

export const revokeProxyOperation = {
  name: 'revoke-proxy',
  kind: 'command',
  chapter: 'holder',
  article: 9,
  title: { zh: '撤销代办授权', en: 'Revoke a proxy' },
  input: closed({ ...person, relationId: uuid }),
  answer: closed({}),
} as const satisfies Operation

export const recordGroundOperation = {
  name: 'record-ground',
  kind: 'command',
  chapter: 'holder',
  article: 8,
  title: { zh: '登记申领依据', en: 'Record a ground for holding a card' },
  input: closed({ ...person, groundKind: oneOf(groundKindNames), since: day, evidence: source }),
  answer: closed({ groundId: uuid }),
} as const satisfies Operation

export const endGroundOperation = {
  name: 'end-ground',
  kind: 'command',
  chapter: 'holder',
  article: 8,
  title: { zh: '申领依据终止', en: 'A ground for holding a card is lost' },
  input: closed({ ...person, groundId: uuid, endedOn: day, reason }),
  answer: closed({ review: Type.Boolean() }),
} as const satisfies Operation

export const closeReviewOperation = {
  name: 'close-review',
  kind: 'command',
  chapter: 'holder',
  article: 8,
  title: { zh: '复核申领依据', en: 'Decide the review of a lost ground' },
  input: closed({ ...person, groundId: uuid, outcome: oneOf(['still-entitled', 'entitlement-ended']), reason }),
  answer: closed({ entitled: Type.Boolean() }),
} as const satisfies Operation

export const openVisitOperation = {
  name: 'open-visit',
  kind: 'command',
  chapter: 'holder',
  article: 7,
  title: { zh: '到访核验', en: 'Identify a person at the counter' },
  input: closed({
    presenter: oneOf(['holder', 'guardian', 'proxy']),
    /** The document of whoever stands at the counter. */
    documentType: oneOf(documentTypeNames),
    documentNumber: number,
    /** Passports are numbered by each country for itself. */
    nationality: Type.Optional(country),
    /** Identity or social security number of the holder, when a guardian or a proxy came. */
    holderNumber: Type.Optional(number),
  }),
  answer: closed({ visitId: uuid, personId: uuid, until: instant }),
} as const satisfies Operation

export const closeVisitOperation = {
  name: 'close-visit',
  kind: 'command',
  chapter: 'holder',
  article: 11,
  title: { zh: '结束到访', en: 'Close a visit' },
  input: closed({ ...person, visitId: uuid }),
  answer: closed({}),
} as const satisfies Operation

const shownGround = closed({
  groundId: uuid,
  kind: oneOf(groundKindNames),
  since: day,
  evidence: Type.String(),
  vouchedBy: department,
  status: oneOf(['held', 'under-review', 'ended']),
  endedOn: nullable(day),
  endReason: nullable(Type.String()),
})

const shownRelation = closed({
  relationId: uuid,
  kind: oneOf(relationKinds),
  /** The person of the dossier helps, or is helped. */
  side: oneOf(['helped', 'helps']),
  otherPersonId: uuid,
  otherName: nullable(Type.String()),
  kinship: nullable(oneOf(kinships)),
  scope: Type.Array(Type.String()),
  since: instant,
  endsOn: day,
  endedAt: nullable(instant),
  endReason: nullable(oneOf(relationEndReasons)),
})

const shownPerson = {
  personId: uuid,
  kind: oneOf(personKinds),
  name: nullable(Type.String()),
  ssn: nullable(Type.String()),
  identityNumber: nullable(Type.String()),
  documentNumber: nullable(Type.String()),
  phone: nullable(Type.String()),
  address: nullable(Type.String()),
  chipName: nullable(Type.String()),
  nameOnChip: oneOf(namesOnChip),
  sex,
  birthOn: day,
  ethnicGroup: Type.String(),
  nationality: country,
  district,
  issuingArea: Type.String(),
  lifeStatus: oneOf(lifeStatuses),
  printedChange: nullable(closed({ at: instant, items: Type.Array(oneOf(printedItems)) })),
  /** The layout of a foreigner's social security number is not from an official source. */
  ssnUnverified: Type.Boolean(),
} as const

export const personOperation = {
  name: 'person',
  kind: 'query',
  chapter: 'holder',
  article: 4,
  title: { zh: '查看人员登记', en: 'Read an entry of the register' },
  input: closed({ ...person, ...personalRead }),
  answer: closed({ ...shownPerson, grounds: Type.Array(shownGround), relations: Type.Array(shownRelation) }),
} as const satisfies Operation

export const myDossierOperation = {
  name: 'my-dossier',
  kind: 'query',
  chapter: 'holder',
  article: 4,
  title: { zh: '我的登记信息', en: 'My entry of the register' },
  input: closed({ reveal: personalRead.reveal, purpose: personalRead.purpose }),
  answer: closed({ ...shownPerson, grounds: Type.Array(shownGround), relations: Type.Array(shownRelation) }),
} as const satisfies Operation

export const findPersonOperation = {
  name: 'find-person',
  kind: 'query',
  chapter: 'holder',
  article: 11,
  title: { zh: '按号码查找', en: 'Find a person by number' },
  input: closed({ number, ...personalRead }),
  answer: closed({
    personId: uuid,
    name: nullable(Type.String()),
    ssn: nullable(Type.String()),
    lifeStatus: oneOf(lifeStatuses),
  }),
} as const satisfies Operation

const found = closed({
  personId: uuid,
  name: nullable(Type.String()),
  ssn: nullable(Type.String()),
  sex,
  birthYear: Type.String(),
  district,
  lifeStatus: oneOf(lifeStatuses),
})

export const personsByNameOperation = {
  name: 'persons-by-name',
  kind: 'query',
  chapter: 'holder',
  article: 11,
  title: { zh: '按姓名或拼音首字母查找', en: 'Find persons by name or by the initials of its pinyin' },
  input: closed({
    /** A whole name, or two to eight Latin initials. */
    name,
    district: Type.Optional(district),
    bornFrom: Type.Optional(day),
    bornTo: Type.Optional(day),
    after: Type.Optional(uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    purpose: personalRead.purpose,
    /** What the search is for, and whose case that is; nothing is shown unmasked before one person has been chosen. */
    caseId: uuid,
    casePersonId: uuid,
  }),
  answer: closed({ persons: Type.Array(found), next: nullable(uuid) }),
} as const satisfies Operation

export const myRelationsOperation = {
  name: 'my-relations',
  kind: 'query',
  chapter: 'holder',
  article: 9,
  title: { zh: '我的监护与代办关系', en: 'Whom I help and who helps me' },
  input: closed({ reveal: personalRead.reveal, purpose: personalRead.purpose }),
  answer: closed({ relations: Type.Array(shownRelation) }),
} as const satisfies Operation

const taskRow = {
  personId: uuid,
  name: nullable(Type.String()),
  ssn: nullable(Type.String()),
  district,
} as const

export const deathReportsOperation = {
  name: 'death-reports',
  kind: 'query',
  chapter: 'holder',
  article: 10,
  title: { zh: '待核实的死亡信息', en: 'Reports of death that wait for a human' },
  input: closed({
    district: Type.Optional(district),
    after: Type.Optional(uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    purpose: personalRead.purpose,
  }),
  answer: closed({
    reports: Type.Array(closed({ ...taskRow, deathOn: nullable(day), reportedBy: Type.String(), reportedAt: instant })),
    next: nullable(uuid),
  }),
} as const satisfies Operation

export const groundReviewsOperation = {
  name: 'ground-reviews',
  kind: 'query',
  chapter: 'holder',
  article: 8,
  title: { zh: '待复核的申领依据', en: 'Grounds under review' },
  input: closed({
    district: Type.Optional(district),
    after: Type.Optional(uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    purpose: personalRead.purpose,
  }),
  answer: closed({ reviews: Type.Array(closed({ ...taskRow, ground: shownGround })), next: nullable(uuid) }),
} as const satisfies Operation

const item = oneOf(recordedItems)
const officerWords = Type.String({ minLength: 1, maxLength: 300 })

export const requestCorrectionOfDataOperation = {
  name: 'request-correction-of-data',
  kind: 'command',
  chapter: 'holder',
  article: 4,
  title: { zh: '申请更正登记信息', en: 'Ask that a recorded item be put right' },
  input: closed({
    ...person,
    item,
    /** What it should be; for sex, ethnic group, country and birth date in the codes of the field list. */
    wanted: Type.String({ minLength: 1, maxLength: 200 }),
    why: Type.String({ minLength: 1, maxLength: 500 }),
  }),
  answer: closed({ correctionId: uuid, status: Type.Literal('requested') }),
} as const satisfies Operation

export const acceptDataCorrectionOperation = {
  name: 'accept-data-correction',
  kind: 'command',
  chapter: 'holder',
  article: 7,
  title: { zh: '同意更正', en: 'Accept a request for correction' },
  input: closed({
    ...person,
    correctionId: uuid,
    /** Which record of which register bears the holder out. */
    source,
    /** The item as the register says it, where that is not what was asked for. */
    value: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  }),
  answer: closed({
    status: oneOf(['accepted', 'corrected']),
    waitsFor: nullable(bilingual),
    exchangeFor: Type.Array(oneOf(printedItems)),
  }),
} as const satisfies Operation

export const refuseDataCorrectionOperation = {
  name: 'refuse-data-correction',
  kind: 'command',
  chapter: 'holder',
  article: 4,
  title: { zh: '不予更正', en: 'Refuse a request for correction' },
  input: closed({ ...person, correctionId: uuid, reason: closed({ zh: officerWords, en: officerWords }) }),
  answer: closed({ status: Type.Literal('refused') }),
} as const satisfies Operation

const shownCorrection = {
  correctionId: uuid,
  item,
  itemWords: bilingual,
  wanted: Type.String(),
  why: Type.String(),
  status: oneOf(correctionStatuses),
  statusWords: bilingual,
  requestedAt: instant,
  decidedAt: nullable(instant),
  /** Who has to put an accepted item right. */
  waitsFor: nullable(bilingual),
  refusal: nullable(bilingual),
} as const

export const myDataCorrectionsOperation = {
  name: 'my-data-corrections',
  kind: 'query',
  chapter: 'holder',
  article: 4,
  title: { zh: '我的更正申请', en: 'My requests for correction' },
  input: closed({
    /** Whom the reader represents; their own when absent. */
    personId: Type.Optional(uuid),
    reveal: personalRead.reveal,
    purpose: personalRead.purpose,
  }),
  answer: closed({ corrections: Type.Array(closed(shownCorrection)) }),
} as const satisfies Operation

export const dataCorrectionRequestsOperation = {
  name: 'data-correction-requests',
  kind: 'query',
  chapter: 'holder',
  article: 4,
  title: { zh: '待办的更正申请', en: 'Requests for correction that wait for a human' },
  input: closed({
    district: Type.Optional(district),
    /** Both open ones when absent. */
    status: Type.Optional(oneOf(['requested', 'accepted'])),
    after: Type.Optional(uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    reveal: personalRead.reveal,
    purpose: personalRead.purpose,
  }),
  answer: closed({
    requests: Type.Array(closed({ ...taskRow, ...shownCorrection, source: nullable(Type.String()) })),
    next: nullable(uuid),
  }),
} as const satisfies Operation
