import type { Day, Instant } from '../calendar/instant.ts'

interface GroundKindEntry {
  readonly zh: string
  readonly en: string
  /** The register or certificate that proves it. */
  readonly proof: { readonly zh: string; readonly en: string }
  /** Code of the organisation that vouches for it and can supply what is missing (M8.7). */
  readonly department: Department
}

export const departments = {
  'human-resources': { zh: '市人力资源和社会保障局', en: 'human resources and social security bureau' },
  'medical-security': { zh: '市医疗保障局', en: 'medical security bureau' },
  'civil-affairs': { zh: '市民政局', en: 'civil affairs bureau' },
  'disabled-federation': { zh: '市残疾人联合会', en: 'disabled persons’ federation' },
  education: { zh: '市教育委员会', en: 'education commission' },
  'government-services': { zh: '市政务服务和数据管理局', en: 'government services and data bureau' },
} as const

export type Department = keyof typeof departments

const insuranceRegister = { zh: '社会保险参保登记', en: 'register of the insured' }

/** Article 8: what entitles a person to a card (M8.1). One ground is enough. */
export const groundKinds = {
  'employee-pension': {
    zh: '职工基本养老保险',
    en: 'pension insurance of employees',
    proof: insuranceRegister,
    department: 'human-resources',
  },
  'resident-pension': {
    zh: '城乡居民养老保险',
    en: 'pension insurance of residents',
    proof: insuranceRegister,
    department: 'human-resources',
  },
  unemployment: {
    zh: '失业保险',
    en: 'unemployment insurance',
    proof: insuranceRegister,
    department: 'human-resources',
  },
  'work-injury': {
    zh: '工伤保险',
    en: 'work injury insurance',
    proof: insuranceRegister,
    department: 'human-resources',
  },
  'employee-medical': {
    zh: '职工基本医疗保险',
    en: 'medical insurance of employees',
    proof: { zh: '医疗保险参保登记', en: 'register of the medically insured' },
    department: 'medical-security',
  },
  'resident-medical': {
    zh: '城乡居民基本医疗保险',
    en: 'medical insurance of residents',
    proof: { zh: '医疗保险参保登记', en: 'register of the medically insured' },
    department: 'medical-security',
  },
  elderly: {
    zh: '养老助老待遇',
    en: 'benefits for the elderly',
    proof: { zh: '老年人福利登记', en: 'register of benefits for the elderly' },
    department: 'civil-affairs',
  },
  disability: {
    zh: '助残待遇',
    en: 'benefits for the disabled',
    proof: { zh: '残疾人证', en: 'disability certificate' },
    department: 'disabled-federation',
  },
  education: {
    zh: '学生学籍',
    en: 'student at a school of the city',
    proof: { zh: '学籍登记', en: 'register of students' },
    department: 'education',
  },
  other: {
    zh: '其他公共服务待遇',
    en: 'another administrative entitlement',
    proof: { zh: '主管部门出具的证明', en: 'a certificate of the competent department' },
    department: 'government-services',
  },
} as const satisfies Record<string, GroundKindEntry>

export type GroundKind = keyof typeof groundKinds
export const groundKindNames = Object.keys(groundKinds) as readonly GroundKind[]

/**
 * - `held`          entitles to a card
 * - `under-review`  lost, and it was the only one: a human looks before anything ends (M8.2); entitles as before
 * - `ended`
 */
export type GroundStatus = 'held' | 'under-review' | 'ended'

export interface Ground {
  readonly groundId: string
  readonly personId: string
  readonly kind: GroundKind
  readonly since: Day
  /** Number of the record or certificate at the department that vouches; no copy of it (M4.6). */
  readonly evidence: string
  readonly vouchedBy: Department
  readonly recordedAt: Instant
  readonly status: GroundStatus
  readonly endedOn: Day | null
  readonly endReason: string | null
  /** Who said that it is lost; somebody else reviews. */
  readonly endedBy: string | null
}

export interface GroundEventData {
  'ground-recorded': {
    readonly kind: GroundKind
    readonly since: Day
    readonly evidence: string
    readonly vouchedBy: Department
  }
  /** The loss opens a review, because it was the only ground. */
  'ground-lost': { readonly endedOn: Day; readonly reason: string; readonly endedBy: string }
  'ground-ended': { readonly endedOn: Day; readonly reason: string; readonly endedBy: string }
  /** The review found that the ground is still held. */
  'ground-reinstated': { readonly reason: string }
}

export type GroundEventName = keyof GroundEventData

export type GroundEvent<Name extends GroundEventName = GroundEventName> = {
  readonly [N in Name]: {
    readonly stream: 'ground'
    readonly id: string
    readonly personId: string
    readonly name: N
    readonly data: GroundEventData[N]
  }
}[Name]

export function groundEvent<Name extends GroundEventName>(
  ground: { readonly groundId: string; readonly personId: string },
  name: Name,
  data: GroundEventData[Name],
): GroundEvent<Name> {
  return { stream: 'ground', id: ground.groundId, personId: ground.personId, name, data } as GroundEvent<Name>
}

export function evolveGround(ground: Ground | undefined, event: GroundEvent, at: Instant): Ground {
  if (event.name === 'ground-recorded') {
    if (ground !== undefined) throw new Error(`ground ${event.id} exists already`)
    return {
      groundId: event.id,
      personId: event.personId,
      ...event.data,
      recordedAt: at,
      status: 'held',
      endedOn: null,
      endReason: null,
      endedBy: null,
    }
  }
  if (ground === undefined) throw new Error(`ground ${event.id} does not exist: ${event.name}`)
  if (event.name === 'ground-reinstated')
    return { ...ground, status: 'held', endedOn: null, endReason: null, endedBy: null }
  return {
    ...ground,
    status: event.name === 'ground-lost' ? 'under-review' : 'ended',
    endedOn: event.data.endedOn,
    endReason: event.data.reason,
    endedBy: event.data.endedBy,
  }
}

/** Whether the person may hold a card: one ground is enough, and a review takes nothing away before it is decided. */
export function entitles(grounds: readonly Pick<Ground, 'status'>[]): boolean {
  return grounds.some((ground) => ground.status !== 'ended')
}
