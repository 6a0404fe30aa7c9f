import {
  addDays,
  addMilliseconds,
  type Day,
  dayOf,
  type Instant,
  instantOf,
  startOfDay,
} from '@yika/core/calendar/instant.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import * as travel from '@yika/core/travel/schema.ts'
import * as use from '@yika/core/use/schema.ts'
import { institutionSystem } from './institution-system.ts'
import { myNewestCard } from './my-cards.ts'
import type { Party } from './narrator.ts'
import { personIdOf } from './person-id.ts'
import type { RunningCity } from './running-city.ts'
import { showCard } from './show-card.ts'
import type { Stage } from './stage.ts'

const minuteMs = 60_000
const minutesPerDay = 24 * 60
/** On these days of a month both this month and the end of the one before can still be told by a gate that was off line. */
const [firstDay, lastDay] = [15, 26]

/** Article 5: a month of rides needs a month behind it; early or late in one, the story waits for the middle of the next. */
export async function waitForMiddleOfMonth(city: Pick<RunningCity, 'liveLater'>): Promise<void> {
  const today = dayOf(instantOf(Date.now()))
  let days = 0
  for (let day = Number(today.slice(8)); day < firstDay || day > lastDay; day = Number(addDays(today, days).slice(8)))
    days += 1
  if (days > 0) await city.liveLater(days * minutesPerDay)
}

type Tap = InputOf<typeof travel.uploadTaps>['taps'][number]

interface Ride {
  readonly day: Day
  /** Minutes after midnight, and stations, of each tap. */
  readonly taps: readonly (readonly [kind: 'in' | 'out', place: string, minute: number])[]
}

/** West Gate to Far East: 41.9 km, seven yuan. */
const across = (day: Day, minute: number): Ride => ({
  day,
  taps: [
    ['in', 'west-gate', minute],
    ['out', 'far-east', minute + 70],
  ],
})

/** Article 5: a month of rides by metro, told by a gate as gates tell it, and charged to the fen. */
export async function rideForAMonth(stage: Stage): Promise<void> {
  const { story, people, signIn } = stage
  story.scene('地铁一个月 A month of rides: late, twice, out of order, and to the fen')
  const citizen = await signIn.citizen('citizen', people.holder.identityNumber)
  const operator = await institutionSystem(stage, 'transit-operator', 'transport')
  const gate = await signIn.newTerminal(operator, {
    ...{ terminalId: 'story-gate', institutionId: 'transit-operator', kind: 'gate', services: ['metro'] },
    ...{ place: 'west-gate', offline: true },
  })
  await fillPurse(stage, citizen)
  await tellTaps(stage, gate)
  await lookAtMonth(stage, citizen, operator)
  await payDebt(stage, citizen, gate)
}

async function fillPurse(stage: Stage, citizen: Party): Promise<void> {
  const { story, people } = stage
  const { cardId } = await myNewestCard(stage, citizen)
  const own = { personId: personIdOf(stage, people.holder), cardId }
  await story.isRefused(citizen, travel.topUpPurse, { ...own, amount: 999 }, 'top-up-amount')
  const neighbour = await stage.signIn.citizen('neighbour', people.neighbour.identityNumber)
  await story.isRefused(neighbour, travel.topUpPurse, { ...own, amount: 10_000 }, 'not-permitted')
  const key = 'story-top-up'
  const receipt = await story.does(citizen, travel.topUpPurse, { ...own, amount: 10_000 }, key)
  const again = await story.does(citizen, travel.topUpPurse, { ...own, amount: 10_000 }, key)
  story.holds('sent twice, a hundred yuan came in once', [again, receipt.balance], [receipt, 10_000])
}

const thisMonth = (): string => dayOf(instantOf(Date.now())).slice(0, 7)
const dayOfMonth = (day: number): Day => `${thisMonth()}-${String(day).padStart(2, '0')}` as Day
const lastMonthsEnd = (): Day => addDays(dayOfMonth(1), -1)

/** What a hand writes down for each ride that costs something, in the order of time. */
const byHand = [
  // An entry without an exit: three yuan for the end that is known.
  300,
  // Three yuan for 3.9 km, and three more because it took five hours.
  300 + 300,
  // 9 + 13 × 7 = 100 yuan: all thirteen began below a hundred.
  ...Array<number>(13).fill(700),
  // From a hundred on 80 percent: 100 + 9 × 5.60 = 150.40, and the ninth began at 144.80.
  ...Array<number>(9).fill(560),
  // From a hundred and fifty on half.
  ...Array<number>(2).fill(350),
]
const monthByHand = 15_740

function rides(): readonly Ride[] {
  const months = Array.from({ length: 24 }, (_, at) => across(dayOfMonth(3 + Math.floor(at / 4)), 360 + 240 * (at % 4)))
  return [
    // Belongs to the month before, whatever it costs there.
    across(lastMonthsEnd(), 1200),
    { day: dayOfMonth(1), taps: [['in', 'centre', 600]] },
    {
      day: dayOfMonth(2),
      taps: [
        ['in', 'centre', 720],
        ['out', 'east-market', 1020],
      ],
    },
    // In, in again at the same gate, out: one ride.
    ...months.slice(0, 1).map(({ day, taps }) => ({ day, taps: [['in', 'west-gate', 355] as const, ...taps] })),
    ...months.slice(1),
  ]
}

async function tellTaps(stage: Stage, gate: Party): Promise<void> {
  const { story } = stage
  const card = { cardNumber: (await myNewestCard(stage, await holderOf(stage))).cardNumber ?? '' }
  const taps: Tap[] = []
  for (const { day, taps: ofRide } of rides())
    for (const [kind, place, minute] of ofRide)
      taps.push(await tapAt(stage, card.cardNumber, taps.length + 1, { kind, place }, minuteOf(day, minute)))
  const upload = async (some: readonly Tap[], clock = instantOf(Date.now())) =>
    (await story.does(gate, travel.uploadTaps, { clock, taps: [...some] })).taps
  const [early, late] = [taps.slice(0, 21), taps.slice(21)]
  const first = await upload(late.toReversed())
  await upload(early)
  story.holds(
    'the second half came first, backwards, and each tap counts',
    new Set(first.map(({ counts }) => counts)),
    new Set([true]),
  )
  const again = await upload(late.toReversed())
  story.holds('after a power failure the gate sends its journal again: the answers are the same', again, first)
  const overdue = await tapAt(
    stage,
    card.cardNumber,
    900,
    { kind: 'in', place: 'centre' },
    instantOf(Date.now() - 31 * minutesPerDay * minuteMs),
  )
  const ahead = await tapAt(
    stage,
    card.cardNumber,
    901,
    { kind: 'in', place: 'centre' },
    instantOf(Date.now() + 60 * minuteMs),
  )
  const [seen = overdue] = late
  const replayed = { ...seen, sequence: 902 }
  const nowhere = await tapAt(stage, card.cardNumber, 903, { kind: 'out', place: 'atlantis' }, instantOf(Date.now()))
  const wrong = await upload([overdue, ahead, replayed, nowhere])
  story.holds(
    'too late, ahead of the clock, shown twice, at no station: each is refused for itself',
    wrong.map(({ outcome, reason }) => [outcome, reason]),
    [
      ['refused', 'use-too-late'],
      ['refused', 'clock-off'],
      ['refused', 'proof-used'],
      ['refused', 'station-unknown'],
    ],
  )
}

const holderOf = ({ signIn, people }: Stage) => signIn.citizen('citizen', people.holder.identityNumber)
const minuteOf = (day: Day, minute: number): Instant => addMilliseconds(startOfDay(day), minute * minuteMs)

async function tapAt(
  stage: Stage,
  cardNumber: string,
  sequence: number,
  tap: Pick<Tap, 'kind' | 'place'>,
  at: Instant,
): Promise<Tap> {
  return { sequence, ...tap, presentation: await showCard(stage, cardNumber, { to: 'story-gate', at }) }
}

async function lookAtMonth(stage: Stage, citizen: Party, operator: Party): Promise<void> {
  const { story, people } = stage
  const personId = personIdOf(stage, people.holder)
  const monthOf = (month: string) => story.does(citizen, travel.myTravel, { personId, month, purpose: 'own-affairs' })
  const { cardId } = await myNewestCard(stage, citizen)
  const { rides: told, cards, steps } = await monthOf(thisMonth())
  const charged = told.filter(({ fare }) => fare > 0).toReversed()
  story.holds(
    'each ride costs what a hand writes down',
    charged.map(({ fare }) => fare),
    byHand,
  )
  story.holds(
    'and the month is 157.40 yuan',
    [byHand.reduce((sum, fen) => sum + fen, 0), cards.find((one) => one.cardId === cardId)?.paid],
    [monthByHand, monthByHand],
  )
  story.holds(
    'every fen of every ride is explained',
    told.filter(({ fare, lines }) => lines.reduce((sum, { fen }) => sum + fen, 0) !== fare),
    [],
  )
  story.holds(
    'the steps of the month are on the page',
    steps.map(({ fromFen, percent }) => [fromFen, percent]).slice(0, 3),
    [
      [0, 100],
      [10_000, 80],
      [15_000, 50],
    ],
  )
  const before = await monthOf(lastMonthsEnd().slice(0, 7))
  story.holds(
    'the last ride of the month before stays there, at the full price',
    before.rides.map(({ fare }) => fare),
    [700],
  )
  const { totals } = await story.does(operator, travel.ridesOfDay, {
    operatorId: 'transit-operator',
    on: dayOfMonth(2),
  })
  story.holds('the operator sees sums and nobody', totals, [{ mode: 'metro', end: 'whole', rides: 1, fares: 600 }])
  const other = await institutionSystem(stage, 'library-1', 'culture-tourism')
  await story.isRefused(
    other,
    travel.ridesOfDay,
    { operatorId: 'transit-operator', on: dayOfMonth(2) },
    'not-permitted',
  )
}

async function payDebt(stage: Stage, citizen: Party, gate: Party): Promise<void> {
  const { story, people } = stage
  const personId = personIdOf(stage, people.holder)
  const { cardId, cardNumber } = await myNewestCard(stage, citizen)
  const { cards } = await story.does(citizen, travel.myTravel, { personId, purpose: 'own-affairs' })
  const purse = cards.find((one) => one.cardId === cardId)
  const debt = monthByHand + 700 - 10_000
  story.holds('the purse is empty, and 64.40 yuan are owed', [purse?.balance, purse?.debt], [0, debt])
  const ask = async () => {
    const presentation = await showCard(stage, cardNumber ?? '', { to: 'story-gate' })
    return story.does(gate, use.decideUse, { serviceId: 'metro', presentation, purpose: 'travel' })
  }
  const barred = await ask()
  story.holds(
    'who owes stands before a closed gate',
    [barred.allowed, barred.reason?.code],
    [false, 'application-suspended'],
  )
  const paid = await story.does(citizen, travel.topUpPurse, { personId, cardId, amount: 8_000 })
  story.holds('a top-up pays what is owed first', [paid.debtPaid, paid.balance], [debt, 8_000 - debt])
  story.holds('and the gate is open again', (await ask()).allowed, true)
}
