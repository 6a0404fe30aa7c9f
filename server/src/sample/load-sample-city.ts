import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import { bankServiceNames } from '@yika/core/bank/bank-service.ts'
import { firstBanks } from '@yika/core/bank/first-banks.ts'
import { admitBank, openOutlet } from '@yika/core/bank/schema.ts'
import { addYears, type Day } from '@yika/core/calendar/instant.ts'
import { importCard } from '@yika/core/card/schema.ts'
import type { GroundKind } from '@yika/core/holder/ground.ts'
import { issuingArea } from '@yika/core/holder/person.ts'
import { addGuardianOperation, recordGroundOperation, registerPersonOperation } from '@yika/core/holder/schema.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import type { Executor } from '../kernel/execute.ts'
import type { Outcome } from '../kernel/outcome.ts'
import { blockSize } from './block.ts'
import { sampleDay } from './citizen-number.ts'
import { sampleBanks } from './sample-bank.ts'
import { type SampleCityOptions, sampleCity } from './sample-city.ts'
import type { SamplePerson } from './sample-person.ts'

/** The parties in whose name the city comes in; commands carry their mark in the audit log like everybody else's. */
const register: Actor = { id: 'sample-register', role: 'register-system', organisationId: 'sample-city' }
const bureau: Actor = { id: 'sample-bureau', role: 'bureau-officer', organisationId: 'human-resources' }

export interface SampleProgress {
  readonly loaded: number
  readonly people: number
}

export interface LoadedSampleCity {
  readonly people: number
  readonly guardians: number
  readonly grounds: number
  readonly cards: number
  readonly outlets: number
  /** How many commands were refused, by code; a second load finds everybody known and loads nothing twice. */
  readonly refused: Readonly<Record<string, number>>
  /** Person identifiers of the first thousand by index, for demonstrations. */
  readonly personIds: readonly string[]
}

/**
 * Brings a sample city in through the same commands as a real one: nothing of it is written past the rules. Keys are made
 * from seed and index, so a load that was cut off is taken up by running it again.
 */
export async function loadSampleCity(
  { executor }: { readonly executor: Executor },
  options: SampleCityOptions,
  progress: (progress: SampleProgress) => void = () => {},
): Promise<LoadedSampleCity> {
  const city = sampleCity(options)
  const tally = new Tally(executor, `sample-${options.seed}`)
  const outlets = await loadBanks(tally, city.outlets)
  const counts = { people: 0, guardians: 0, grounds: 0, cards: 0 }
  let personIds: readonly string[] = []
  let following: Promise<void> = Promise.resolve()
  let group: SamplePerson[] = []

  const registerGroup = async (people: readonly SamplePerson[]): Promise<void> => {
    const ids = await registerPeople(tally, people)
    if (personIds.length === 0) personIds = [...ids.values()]
    // What belongs to one thousand is recorded while the next thousand is being registered.
    await following
    counts.people += ids.size
    progress({ loaded: counts.people, people: options.people })
    following = Promise.all([
      recordGrounds(tally, people, ids).then((count) => (counts.grounds += count)),
      addGuardians(tally, people, ids).then((count) => (counts.guardians += count)),
      importCards(tally, people, ids).then((count) => (counts.cards += count)),
    ]).then(() => {})
  }

  for (const person of city.persons()) {
    group.push(person)
    if (group.length < blockSize) continue
    await registerGroup(group)
    group = []
  }
  if (group.length > 0) await registerGroup(group)
  await following
  return { ...counts, outlets, personIds, refused: tally.refused }
}

/** Runs lists of one command and keeps count of what was refused. */
class Tally {
  readonly refused: Record<string, number> = {}
  private readonly executor: Executor
  private readonly prefix: string

  constructor(executor: Executor, prefix: string) {
    this.executor = executor
    this.prefix = prefix
  }

  /** The answers in order; `undefined` where the command was refused. */
  async run(
    operation: Operation,
    actor: Actor,
    lines: readonly { readonly key: string; readonly input: object }[],
  ): Promise<readonly (Record<string, unknown> | undefined)[]> {
    const outcomes = await this.executor.executeAll(
      operation,
      lines.map(({ key, input }) => ({
        actor,
        key: `${this.prefix}-${operation.name}-${key}`,
        input: input as object,
      })),
    )
    return outcomes.map((outcome) => this.answerOf(outcome))
  }

  private answerOf(outcome: Outcome): Record<string, unknown> | undefined {
    if (outcome.status === 'accepted') return outcome.answer as Record<string, unknown>
    this.refused[outcome.code] = (this.refused[outcome.code] ?? 0) + 1
    return undefined
  }
}

async function loadBanks(tally: Tally, outlets: ReturnType<typeof sampleCity>['outlets']): Promise<number> {
  const bankIds = new Map<string, string>(firstBanks().map((bank) => [bank.cnaps, bank.bankId]))
  const added = sampleBanks.filter((bank) => !bank.shipped)
  const answers = await tally.run(
    admitBank,
    bureau,
    added.map((bank) => ({
      key: bank.cnaps,
      input: {
        cnaps: bank.cnaps,
        name: bank.name,
        admittedOn: '2024-10-30',
        services: [...bankServiceNames],
        source: '样例城市：虚构的第十六家银行',
      },
    })),
  )
  for (const [place, answer] of answers.entries())
    if (answer !== undefined) bankIds.set(added[place]?.cnaps as string, answer['bankId'] as string)
  const opened = await tally.run(
    openOutlet,
    bureau,
    outlets.flatMap(({ cnaps, ...details }, nth) => {
      const bankId = bankIds.get(cnaps)
      if (bankId === undefined) return []
      const input = {
        bankId,
        ...details,
        openingHours: [...details.openingHours],
        accessibility: [...details.accessibility],
      }
      return [{ key: String(nth), input }]
    }),
  )
  return opened.filter((answer) => answer !== undefined).length
}

/** Identifiers by index of those who were registered. */
async function registerPeople(tally: Tally, people: readonly SamplePerson[]): Promise<ReadonlyMap<number, string>> {
  const answers = await tally.run(
    registerPersonOperation,
    register,
    people.map((person) => ({ key: String(person.index), input: registration(person) })),
  )
  const ids = new Map<number, string>()
  for (const [place, person] of people.entries()) {
    const answer = answers[place]
    if (answer !== undefined) ids.set(person.index, answer['personId'] as string)
  }
  return ids
}

/** A resident in the words of the command. */
export function registration(person: SamplePerson): Readonly<Record<string, string>> {
  return {
    kind: person.kind,
    name: person.name,
    identityNumber: person.identityNumber,
    ...(person.documentNumber === null ? {} : { documentNumber: person.documentNumber }),
    sex: person.sex,
    birthOn: person.birthOn,
    ethnicGroup: person.ethnicGroup,
    nationality: person.nationality,
    district: person.district,
    issuingArea,
    phone: person.phone,
    address: person.address,
    source: 'sample-city',
  }
}

/** Since when a ground has been held: never before birth, and the figure's age for benefits of the elderly. */
export function groundSince(person: SamplePerson, kind: GroundKind): Day {
  const start = { elderly: 65, education: 6, 'employee-pension': 18, 'employee-medical': 18 } as const
  const age = kind in start ? start[kind as keyof typeof start] : 0
  const since = addYears(person.birthOn, age)
  return since > sampleDay ? person.birthOn : since
}

export function groundEvidence(person: SamplePerson, kind: GroundKind): string {
  return `样例-${kind}-${person.index}`
}

async function recordGrounds(
  tally: Tally,
  people: readonly SamplePerson[],
  ids: ReadonlyMap<number, string>,
): Promise<number> {
  const lines = people.flatMap((person) => {
    const personId = ids.get(person.index)
    if (personId === undefined) return []
    return person.grounds.map((kind) => ({
      key: `${person.index}-${kind}`,
      input: {
        personId,
        groundKind: kind,
        since: groundSince(person, kind),
        evidence: groundEvidence(person, kind),
      },
    }))
  })
  return accepted(await tally.run(recordGroundOperation, systemActor, lines))
}

/** Version of the consent text that the guardians of the sample have signed for children (PIPL 31). */
const consentVersion = 'sample-1'

async function addGuardians(
  tally: Tally,
  people: readonly SamplePerson[],
  ids: ReadonlyMap<number, string>,
): Promise<number> {
  const byIndex = new Map(people.map((person) => [person.index, person]))
  const lines = people.flatMap((person) => {
    const personId = ids.get(person.index)
    if (personId === undefined) return []
    return person.guardians.flatMap((index) => {
      const guardian = byIndex.get(index)
      if (guardian === undefined) return []
      return [
        {
          key: `${person.index}-${index}`,
          input: { personId, helperNumber: guardian.identityNumber, helperName: guardian.name, consentVersion },
        },
      ]
    })
  })
  return accepted(await tally.run(addGuardianOperation, register, lines))
}

async function importCards(
  tally: Tally,
  people: readonly SamplePerson[],
  ids: ReadonlyMap<number, string>,
): Promise<number> {
  const lines = people.flatMap((person) => {
    const personId = ids.get(person.index)
    if (personId === undefined || person.card === null) return []
    return [{ key: String(person.index), input: { personId, ...cardOf(person.card) } }]
  })
  return accepted(await tally.run(importCard, systemActor, lines))
}

/** A card in the words of the command; cards of the second generation have no financial function here. */
export function cardOf(card: NonNullable<SamplePerson['card']>): Readonly<Record<string, string | number | null>> {
  return {
    ...card,
    issuingArea,
    generation: 2,
    bankId: null,
    finance: 'none',
    cancelReason: card.social === 'cancelled' ? 'holder-request' : null,
    chipIdentificationCode: null,
    atr: null,
    bankCardNumber: null,
  }
}

function accepted(answers: readonly unknown[]): number {
  return answers.filter((answer) => answer !== undefined).length
}
