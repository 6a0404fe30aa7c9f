import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { addMilliseconds, type Day, startOfDay } from '@yika/core/calendar/instant.ts'
import { myCards, reportLoss } from '@yika/core/card/schema.ts'
import { topUpPurse } from '@yika/core/travel/schema.ts'
import { sampleCity } from '../../sample/sample-city.ts'
import type { SamplePerson } from '../../sample/sample-person.ts'
import { answered, apiClient } from '../api-client.ts'
import { createSignInClient } from '../sign-in-client.ts'
import { keepCounters, readCounters } from './chip-counters.ts'
import { type ChipPocket, chipPocket } from './chip-pocket.ts'
import { type DayJournal, openDayJournal } from './day-journal.ts'
import { type DayParties, type DayTerminal, dayParties } from './day-parties.ts'
import { dayPlaces } from './day-places.ts'
import { type Desk, type DeskCounts, desk, type OwnBooks } from './desk.ts'
import { type Compared, compareBooks, tapsOfDay } from './evening.ts'
import { type AllowancesPaid, payAllowances } from './pay-allowances.ts'
import { type Doing, planPersonDay } from './plan-day.ts'
import { answeredBefore, answeredOnce } from './send-once.ts'
import { type TapCounts, type TapQueue, tapQueue } from './tap-queue.ts'

export interface DayOptions {
  readonly baseUrl: string
  /** The first so many people of the sample city. */
  readonly people: number
  readonly citySeed: number
  readonly seed: number
  /** The day on which people ride; what needs an answer at once happens now. */
  readonly day: Day
  /** Where the journals of the terminals lie, and how far the chips have counted. */
  readonly directory: string
  /** How far the day is, 0 to 1. */
  progress(share: number, people: number): void
}

export interface DayPlayed {
  readonly people: number
  readonly taps: TapCounts
  readonly desks: DeskCounts
  readonly losses: { reported: number; refusedAfterwards: number; slowestMs: number }
  readonly topUps: { made: number; fen: number }
  readonly allowances: AllowancesPaid
  /** The books of each hospital and pharmacy beside the office's. */
  readonly compared: readonly Compared[]
  /** Taps and fares of the day as the office tells them to the operator. */
  readonly office: { readonly taps: number; readonly fares: number }
}

/** People whose doings are played side by side. */
const blockSize = 400
const minuteMs = 60_000
/** Numbers of taps per gate and day; no gate of a day has more. */
const sequencesPerDay = 50_000
const firstDayMs = Date.UTC(2020, 0, 1)
const dayMs = 86_400_000

/**
 * One day of the sample city against a running server, through the same doors as real terminals. Killed at any moment it is played on by
 * calling it again: taps are named by gate and number, what was answered stands in the journal, and each deed keeps its key.
 */
export async function playDay(options: DayOptions): Promise<DayPlayed> {
  const { baseUrl, people, citySeed, seed, day, directory } = options
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const name = `${day}-${seed}`
  const counted = countersBefore(directory, name)
  const journal = openDayJournal(path.join(directory, `${name}.journal`))
  const parties = dayParties(baseUrl)
  const pocket = chipPocket(baseUrl, seed, counted)
  const taps = tapQueue(Math.floor((Date.parse(`${day}T00:00:00Z`) - firstDayMs) / dayMs) * sequencesPerDay + 1)
  const chips = new Set<string>()
  const desks = desk(pocket, journal)
  const own = new Map<string, OwnBooks>(dayPlaces.hospitals.concat(dayPlaces.pharmacies).map((id) => [id, new Map()]))
  const losses = { reported: 0, refusedAfterwards: 0, slowestMs: 0 }
  const topUps = { made: 0, fen: 0 }
  const stage: Stage = { ...options, name, journal, parties, pocket, taps, desks, own, losses, topUps }

  let played = 0
  let block: SamplePerson[] = []
  const playBlock = async () => {
    const numbers = block.flatMap(({ card }) => (card?.chip == null ? [] : [card.cardNumber]))
    for (const number of await pocket.take(numbers)) chips.add(number)
    // Who has a card of the older generations, whose keys the city does not hold, stays at home.
    const out = block.filter(({ card }) => chips.has(card?.cardNumber ?? ''))
    // Taps keep the order of the people, so that a gate numbers them alike after a restart.
    for (const person of out) await rideOf(stage, person)
    // One after the other: the newest code in the outbox is then the own one.
    for (const person of out) await fillPurse(stage, person)
    await inParallel(out, (person) => standAtDesks(stage, person))
    for (const person of out) await lose(stage, person)
    pocket.putBack(numbers)
    played += block.length
    options.progress(played / people, played)
    block = []
  }
  const residents = [...sampleCity({ people, seed: citySeed }).persons()]
  const paying = payAllowances(parties, journal, residents, { name, day })
  for (const person of residents) {
    if (person.card?.social === 'enabled') block.push(person)
    else played += 1
    if (block.length === blockSize) await playBlock()
  }
  await playBlock()
  await taps.flush()
  const allowances = await paying
  journal.close()
  keepCounters(directory, 'counters', pocket.counters())
  const compared = await compareBooks(parties, own)
  const office = await tapsOfDay(parties, day)
  return { people, taps: taps.counts, desks: desks.counts, losses, topUps: stage.topUps, allowances, compared, office }
}

interface Stage extends DayOptions {
  readonly name: string
  readonly journal: DayJournal
  readonly parties: DayParties
  readonly pocket: ChipPocket
  readonly taps: TapQueue
  readonly desks: Desk
  readonly own: ReadonlyMap<string, OwnBooks>
  readonly losses: { reported: number; refusedAfterwards: number; slowestMs: number }
  readonly topUps: { made: number; fen: number }
}

const doingsOf = ({ day, seed }: Stage, person: SamplePerson): readonly Doing[] =>
  planPersonDay(person, day, seed, dayPlaces).doings

const gate = ({ parties }: Stage, station: string): Promise<DayTerminal> =>
  parties.terminal('transit-operator', `gate-${station}`, { kind: 'gate', services: ['metro'], place: station })

const vehicle = ({ parties }: Stage, stop: string): Promise<DayTerminal> =>
  parties.terminal('transit-operator', `vehicle-${stop}`, { kind: 'bus', services: ['bus'], place: stop })

/** What a person taps at gates and in buses. */
async function rideOf(stage: Stage, person: SamplePerson): Promise<void> {
  const cardNumber = person.card?.cardNumber ?? ''
  const seconds = (person.index * 7) % 60
  const instant = (minute: number) => addMilliseconds(startOfDay(stage.day), minute * minuteMs + seconds * 1000)
  const shown = (terminal: DayTerminal, minute: number) =>
    stage.pocket.show(cardNumber, {
      ...{ terminalId: terminal.terminalId, at: instant(minute), carrier: 'contactless-chip' },
    })
  for (const doing of doingsOf(stage, person)) {
    if (doing.does === 'metro') {
      const entry = await gate(stage, doing.from)
      const presentation = await shown(entry, doing.minute)
      await stage.taps.add(entry, { kind: 'in', place: doing.from, presentation })
      if (doing.out === null) continue
      const exit = await gate(stage, doing.out.at)
      const out = await shown(exit, doing.out.minute)
      await stage.taps.add(exit, { kind: 'out', place: doing.out.at, presentation: out })
    } else if (doing.does === 'bus') {
      const bus = await vehicle(stage, doing.from)
      const metres = (doing.ends - doing.minute) * 300
      const presentation = await shown(bus, doing.minute)
      await stage.taps.add(bus, { kind: 'bus', place: doing.from, metres, presentation })
    }
  }
}

/** Hospitals, pharmacies, parks and libraries, which ask on line. */
async function standAtDesks(stage: Stage, person: SamplePerson): Promise<void> {
  const { parties, desks, own } = stage
  for (const [place, doing] of doingsOf(stage, person).entries()) {
    const key = `day-${stage.name}-${person.index}-${place}`
    switch (doing.does) {
      case 'clinic':
      case 'pharmacy': {
        const kind = doing.does === 'clinic' ? 'hospital' : 'pharmacy'
        const is = { kind, services: ['medical-settlement'], place: 'desk 1' } as const
        const terminal = await parties.terminal(doing.at, `desk-${doing.at}`, is)
        const at = { terminal, hospital: await parties.party(doing.at) }
        await desks.treat(person, at, doing, key, own.get(doing.at) ?? new Map())
        break
      }
      case 'park': {
        const is = { kind: 'park', services: ['park-free-entry'], place: 'main gate' } as const
        await desks.ask(person, await parties.terminal(doing.at, `gate-of-${doing.at}`, is), 'park-free-entry', key)
        break
      }
      case 'library': {
        const is = { kind: 'library', services: ['library'], place: 'entrance' } as const
        await desks.ask(person, await parties.terminal(doing.at, `gate-of-${doing.at}`, is), 'library', key)
      }
    }
  }
}

/** Longer than the rest after too many tries divided by the tries that a number has in it. */
const [doorTries, doorPauseMs] = [6, 4 * 60_000]

/** Too many have come in by this door: they wait, as everybody does. */
async function atTheDoor(signIn: () => Promise<string>): Promise<string> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await signIn()
    } catch (error) {
      if (tried === doorTries || !String(error).includes('429')) throw error
      await wait(doorPauseMs)
    }
  }
}

/** Signs in on the own telephone and finds the card that works. */
async function holderOf(stage: Stage, person: SamplePerson) {
  const token = await atTheDoor(() => createSignInClient(stage.baseUrl).citizen(person.identityNumber))
  const holder = apiClient(stage.baseUrl, async () => token)
  const { cards } = await answered(holder, myCards, { purpose: 'own-affairs' })
  return { holder, card: cards.find(({ social }) => social === 'enabled') }
}

/** The office lets in so many people from one address in a quarter of an hour; the others fill their purses elsewhere. */
const topUpsMost = 60

async function fillPurse(stage: Stage, person: SamplePerson): Promise<void> {
  const [doing] = doingsOf(stage, person).filter((one) => one.does === 'top-up')
  if (doing === undefined || stage.topUps.made === topUpsMost) return
  const key = `day-${stage.name}-${person.index}-top-up`
  if (!answeredBefore(stage.journal, key)) {
    const { holder, card } = await holderOf(stage, person)
    if (card === undefined) return
    const { personId, cardId } = card
    await answeredOnce(stage.journal, holder, topUpPurse, key, { personId, cardId, amount: doing.fen })
  }
  stage.topUps.made += 1
  stage.topUps.fen += doing.fen
}

/** The holder reports the card on the own telephone; whoever has found it stands at the gate of a library at the same moment. */
async function lose(stage: Stage, person: SamplePerson): Promise<void> {
  if (!doingsOf(stage, person).some(({ does }) => does === 'lose')) return
  const key = `day-${stage.name}-${person.index}-loss`
  if (!answeredBefore(stage.journal, key)) {
    const { holder, card } = await holderOf(stage, person)
    if (card === undefined) return
    const { personId, cardId } = card
    const loss = { personId, cardId, functions: 'social', kind: 'provisional', channel: 'web' } as const
    await answeredOnce(stage.journal, holder, reportLoss, key, loss)
  }
  const reportedMs = performance.now()
  const is = { kind: 'library', services: ['library'], place: 'entrance' } as const
  const terminal = await stage.parties.terminal('library-1', 'gate-of-library-1', is)
  const { reason } = await stage.desks.ask(person, terminal, 'library', `${key}/found`)
  stage.losses.reported += 1
  if (reason !== 'card-lost') return
  stage.losses.refusedAfterwards += 1
  stage.losses.slowestMs = Math.max(stage.losses.slowestMs, Math.round(performance.now() - reportedMs))
}

const sideBySide = 16

/** As many at once as a city has queues here. */
async function inParallel<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  const rest = items.values()
  const queue = async () => {
    for (const item of rest) await act(item)
  }
  await Promise.all(Array.from({ length: sideBySide }, queue))
}

/** How far the chips had counted when the day began; kept apart, so that a day that was cut off begins with the same. */
function countersBefore(directory: string, name: string): Readonly<Record<string, number>> {
  const begun = readCounters(directory, `${name}.before`)
  if (begun !== undefined) return begun
  const counters = readCounters(directory, 'counters') ?? {}
  keepCounters(directory, `${name}.before`, counters)
  return counters
}

/** The city's day before the one on which the clock stands. */
export function yesterday(nowMs: number): Day {
  return new Date(nowMs + 8 * 3_600_000 - dayMs).toISOString().slice(0, 10) as Day
}
