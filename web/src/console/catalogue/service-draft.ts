import type { PersonalField } from '@yika/core/access/personal-field.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import type {
  Carrier,
  Loading,
  LoadingPlace,
  ReleasableFact,
  ServiceAction,
  ServiceField,
} from '@yika/core/service/card-service.ts'
import type { Condition } from '@yika/core/service/condition.ts'
import type { Input } from '../../client/operations.ts'
import { wholeNumber } from '../whole-number.ts'
import { everybody } from './condition-part.ts'

/** A service as somebody is writing it. */
export interface ServiceDraft {
  readonly field: ServiceField | ''
  readonly considered: readonly string[]
  readonly ownCard: boolean
  readonly ownReason: string
  readonly serviceId: string
  readonly zh: string
  readonly en: string
  readonly organisationId: string
  readonly condition: Condition
  readonly carriers: readonly Carrier[]
  readonly actions: readonly ServiceAction[]
  readonly loading: Loading
  readonly loadedAt: readonly LoadingPlace[]
  readonly holdsDays: string
  readonly personal: readonly PersonalField[]
  readonly facts: readonly ReleasableFact[]
  readonly feeKey: string
  readonly replacesZh: string
  readonly replacesEn: string
  readonly from: string
  readonly until: string
}

export function emptyService(organisationId: string | null, from: Day): ServiceDraft {
  return {
    ...{ field: '', considered: [], ownCard: false, ownReason: '', serviceId: '', zh: '', en: '' },
    ...{ organisationId: organisationId ?? '', condition: everybody },
    ...{ carriers: ['contact-chip', 'contactless-chip', 'e-card'], actions: [], loading: 'implicit', loadedAt: [] },
    ...{ holdsDays: '', personal: [], facts: [], feeKey: '', replacesZh: '', replacesEn: '', from, until: '' },
  }
}

const serviceFaults = [
  'field',
  'considered',
  'ownReason',
  'serviceId',
  'zh',
  'en',
  'organisationId',
  'carriers',
  'actions',
  'loadedAt',
  'holdsDays',
  'replaces',
  'from',
  'until',
] as const
export type ServiceFault = (typeof serviceFaults)[number]

const longestName = 40
const daysMost = 36_600

/** What is still missing or wrong; the server holds it against the same rules. */
export function faultsOfService(draft: ServiceDraft, existing: readonly string[]): readonly ServiceFault[] {
  const explicit = draft.loading === 'explicit'
  const days = wholeNumber(draft.holdsDays)
  const isDays = draft.holdsDays.trim() === '' || (days !== undefined && days >= 1 && days <= daysMost)
  const wrong: Record<ServiceFault, boolean> = {
    field: draft.field === '',
    considered: existing.some((serviceId) => !draft.considered.includes(serviceId)),
    ownReason: draft.ownCard && draft.ownReason.trim() === '',
    serviceId: !/^[a-z][a-z0-9-]{1,39}$/.test(draft.serviceId) || draft.serviceId.length > longestName,
    zh: draft.zh.trim() === '',
    en: draft.en.trim() === '',
    organisationId: draft.organisationId === '',
    carriers: draft.carriers.length === 0,
    actions: draft.actions.length === 0,
    loadedAt: explicit && draft.loadedAt.length === 0,
    holdsDays: explicit && !isDays,
    replaces: (draft.replacesZh.trim() === '') !== (draft.replacesEn.trim() === ''),
    from: draft.from === '',
    until: draft.until !== '' && draft.until < draft.from,
  }
  return serviceFaults.filter((name) => wrong[name])
}

export function serviceInput(draft: ServiceDraft): Input<'service/publish-service'> | undefined {
  const { field, loading } = draft
  if (field === '') return undefined
  const explicit = loading === 'explicit'
  const replacesCard =
    draft.replacesZh.trim() === '' ? null : { zh: draft.replacesZh.trim(), en: draft.replacesEn.trim() }
  return {
    ...{ field, loading, serviceId: draft.serviceId, organisationId: draft.organisationId, replacesCard },
    name: { zh: draft.zh.trim(), en: draft.en.trim() },
    carriers: [...draft.carriers],
    actions: [...draft.actions],
    loadedAt: explicit ? [...draft.loadedAt] : [],
    holdsDays: explicit ? (wholeNumber(draft.holdsDays) ?? null) : null,
    condition: draft.condition as Input<'service/publish-service'>['condition'],
    personal: [...draft.personal],
    facts: [...draft.facts],
    feeKey: draft.feeKey === '' ? null : draft.feeKey,
    from: draft.from,
    until: draft.until === '' ? null : draft.until,
    ...(draft.ownCard && { ownCard: { reason: draft.ownReason.trim(), considered: [...draft.considered] } }),
  }
}
