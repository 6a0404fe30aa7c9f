import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import { bankServiceNames } from '@yika/core/bank/bank-service.ts'
import { admitBank, openOutlet } from '@yika/core/bank/schema.ts'
import { addYears, ageOn, type Day, dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { importCard } from '@yika/core/card/schema.ts'
import type { GroundKind } from '@yika/core/holder/ground.ts'
import { issuingArea } from '@yika/core/holder/person.ts'
import { addGuardianOperation, recordGroundOperation, registerPersonOperation } from '@yika/core/holder/schema.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import { allBanks, outletsOn } from '../bank/store.ts'
import type { Database } from '../kernel/database/database.ts'
import type { Executor } from '../kernel/execute.ts'
import type { Outcome } from '../kernel/outcome.ts'
import { blockSize, comingOfAge } from './block.ts'
import { sampleDay } from './citizen-number.ts'
import { type SampleOutlet, sampleBanks } from './sample-bank.ts'
import { type SampleCityOptions, sampleCity } from './sample-city.ts'
import type { SamplePerson } from './sample-person.ts'
import { syntheticAccount } from './synthetic-account.ts'

/** The parties in whose name the city comes in; commands carry their mark in the audit log like everybody else's. */
const register: Actor = { id: 'sample-register', role: 'register-system', organisationId: 'sample-city' }
const bureau: Actor = { id: 'sample-bureau', role: 'bureau-officer', organisationId: 'human-resources' }

/** What the load needs of the platform. */
export interface SamplePlatform {
  readonly executor: Executor
  readonly db: Database
  clock(): Instant
}

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
  { executor, db, clock }: SamplePlatform,
  options: SampleCityOptions,
  progress: (progress: SampleProgress) => void = () => {},
): Promise<LoadedSampleCity> {
  const city = sampleCity(options)
  const tally = new Tally(executor, `sample-${options.seed}`)
  const today = dayOf(clock())
  const outlets = await loadBanks(tally, db, city.outlets, today)
  const banks = new Map<string, string>((await allBanks(db)).map(({ cnaps, bankId }) => [cnaps, bankId]))
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
      addGuardians(tally, people, ids, today).then((count) => (counts.guardians += count)),
      importCards(tally, people, ids, banks).then((count) => (counts.cards += count)),
    ]).then(() => {})
    // Its failure is thrown where it is awaited, which may be a while later.
    following.catch(() => {})
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

/**
 * The sixteenth bank and the outlets, as far as the catalogue does not have them yet: its dates lie in the present, so a load
 * of another day would not be recognised by its keys. Answers how many outlets the sample has.
 */
async function loadBanks(tally: Tally, db: Database, outlets: readonly SampleOutlet[], today: Day): Promise<number> {
  const known = await allBanks(db)
  const bankIds = new Map<string, string>(known.map((bank) => [bank.cnaps, bank.bankId]))
  const missing = sampleBanks.filter((bank) => !bankIds.has(bank.cnaps))
  const admitted = await tally.run(
    admitBank,
    bureau,
    missing.map(({ cnaps, name }) => ({
      key: `${today}-${cnaps}`,
      input: {
        cnaps,
        name,
        admittedOn: today,
        services: [...bankServiceNames],
        source: '样例城市：虚构的第十六家银行',
      },
    })),
  )
  for (const [place, bank] of missing.entries()) {
    const answer = admitted[place]
    if (answer !== undefined) bankIds.set(bank.cnaps, answer['bankId'] as string)
  }
  const open = await outletsOn(db, { ...everyOutlet, on: today }, { after: null, limit: 100_000 })
  const names = new Set(open.map((outlet) => outlet.name.zh))
  const opened = await tally.run(
    openOutlet,
    bureau,
    outlets.flatMap(({ cnaps, ...details }, nth) => {
      const bankId = bankIds.get(cnaps)
      return bankId === undefined || names.has(details.name.zh)
        ? []
        : [{ key: `${today}-${nth}`, input: { bankId, openedOn: today, ...details } }]
    }),
  )
  return outlets.filter((outlet) => names.has(outlet.name.zh)).length + accepted(opened)
}

const everyOutlet = {
  bankId: null,
  outletId: null,
  offering: null,
  district: null,
  instant: null,
  accessible: null,
  text: null,
  openNow: null,
  weekday: 1,
  time: '12:00',
} as const

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
  today: Day,
): Promise<number> {
  const byIndex = new Map(people.map((person) => [person.index, person]))
  const lines = people.flatMap((person) => {
    const personId = ids.get(person.index)
    // Some were minors on the day of the sample and have come of age since.
    if (personId === undefined || ageOn(person.birthOn, today) >= comingOfAge) return []
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
  banks: ReadonlyMap<string, string>,
): Promise<number> {
  const lines = people.flatMap((person) => {
    const personId = ids.get(person.index)
    if (personId === undefined || person.card === null) return []
    const { bank } = person.card
    const bankId = bank === null ? null : (banks.get(bank) ?? null)
    return [{ key: String(person.index), input: { personId, ...cardOf(person.card), bankId } }]
  })
  return accepted(await tally.run(importCard, systemActor, lines))
}

/** A card in the words of the command, its bank by CNAPS code; cards of the second generation have no financial function here. */
export function cardOf({
  bank,
  chip,
  ...card
}: NonNullable<SamplePerson['card']>): Readonly<Record<string, string | number | null>> {
  return {
    ...card,
    ...(chip ?? { chipIdentificationCode: null, atr: null }),
    issuingArea,
    bankId: bank,
    finance: bank === null ? 'none' : card.social === 'cancelled' ? 'closed' : 'active',
    cancelReason: card.social === 'cancelled' ? 'holder-request' : null,
    bankCardNumber: bank === null ? null : syntheticAccount(card.cardNumber),
  }
}

function accepted(answers: readonly unknown[]): number {
  return answers.filter((answer) => answer !== undefined).length
}
