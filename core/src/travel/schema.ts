import { Type } from 'typebox'
import { personalRead } from '../access/personal-read.ts'
import { bilingual, day, instant, next, nullable, oneOf, seenVersion, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { travelModes } from '../policy/table/fare-table.ts'
import { presentation } from '../presentation/presentation.ts'
import { fareReasons } from './fare-of-ride.ts'
import { journeyEnds } from './pair-taps.ts'
import { caseStates, caseWays } from './purse-case.ts'
import { tapKinds } from './tap.ts'

/** The most taps that one upload brings. */
export const tapsMost = 500
const metresMost = 1_000_000
const fenMost = 1_000_000

const place = Type.String({ minLength: 1, maxLength: 60 })
const fen = Type.Integer()
const amount = Type.Integer({ minimum: 1, maximum: fenMost })
const month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' })
const ofCard = { personId: uuid, cardId: uuid }
const institutionId = Type.String({ minLength: 1, maxLength: 64 })
const fareLine = Type.Object({ reason: oneOf(fareReasons), fen, of: nullable(Type.Integer()) })

/** A terminal tells what it saw, as often as it likes and in any order: each tap counts once. */
export const uploadTaps = {
  name: 'upload-taps',
  kind: 'command',
  chapter: 'travel',
  article: 5,
  title: { zh: '上传刷卡记录', en: 'Upload taps' },
  input: Type.Object({
    /** The terminal's clock while it sends: what it is off is known from it. */
    clock: instant,
    taps: Type.Array(
      Type.Object({
        /** Counted by the terminal and never used twice. */
        sequence: Type.Integer({ minimum: 1, maximum: 0xffff_ffff }),
        kind: oneOf(tapKinds),
        /** Station, or stop of a bus line. */
        place,
        /** Of a ride by bus. */
        metres: Type.Optional(Type.Integer({ minimum: 0, maximum: metresMost })),
        presentation,
      }),
      { minItems: 1, maxItems: tapsMost },
    ),
  }),
  answer: Type.Object({
    /** One for each tap, in order. */
    taps: Type.Array(
      Type.Object({
        sequence: Type.Integer(),
        /** `recorded` also when it was told before. */
        outcome: oneOf(['recorded', 'refused'] as const),
        /** Whether the holder is charged; null for a refused tap. */
        counts: nullable(Type.Boolean()),
        /** Why it does not count, or what the judgement of the card said; the code of a refusal. */
        reason: nullable(Type.String()),
        /** How far the time of the tap was put right. */
        clockCorrectedMs: Type.Integer(),
      }),
    ),
  }),
} as const satisfies Operation

/** The system closes rides whose exit cannot come any more. */
export const closeOpenRides = {
  name: 'close-open-rides',
  kind: 'command',
  chapter: 'travel',
  article: 5,
  title: { zh: '结清未出站行程', en: 'Close rides without an exit' },
  input: Type.Object(ofCard),
  answer: Type.Object({ closed: Type.Integer() }),
} as const satisfies Operation

const publishedName = Type.Object({
  zh: Type.String({ minLength: 1, maxLength: 60 }),
  en: Type.String({ minLength: 1, maxLength: 120 }),
})
const station = Type.Object({
  stationId: place,
  name: publishedName,
  east: Type.Integer({ minimum: -metresMost, maximum: metresMost }),
  north: Type.Integer({ minimum: -metresMost, maximum: metresMost }),
})
const line = Type.Object({
  lineId: place,
  name: publishedName,
  mode: oneOf(['metro', 'airport'] as const),
  stations: Type.Array(place, { minItems: 2, maxItems: 100 }),
  metres: Type.Array(Type.Integer({ minimum: 1, maximum: metresMost }), { minItems: 1, maxItems: 100 }),
})

export const publishNetwork = {
  name: 'publish-network',
  kind: 'command',
  chapter: 'travel',
  article: 5,
  title: { zh: '发布线网', en: 'Publish the network' },
  input: Type.Object({
    from: day,
    source: Type.String({ minLength: 2, maxLength: 200 }),
    stations: Type.Array(station, { minItems: 2, maxItems: 600 }),
    lines: Type.Array(line, { minItems: 1, maxItems: 60 }),
  }),
  answer: Type.Object({ networkId: uuid }),
} as const satisfies Operation

const topUpReceipt = Type.Object({ receiptId: uuid, amount: fen, balance: fen, debtPaid: fen })

export const topUpPurse = {
  name: 'top-up-purse',
  kind: 'command',
  chapter: 'travel',
  article: 5,
  title: { zh: '电子钱包充值', en: 'Top up a purse' },
  input: Type.Object({ ...ofCard, amount }),
  answer: topUpReceipt,
} as const satisfies Operation

/** Before a chip is written: the money is promised until the terminal says how it went. */
export const openTopUp = {
  name: 'open-top-up',
  kind: 'command',
  chapter: 'travel',
  article: 5,
  title: { zh: '开始写卡充值', en: 'Begin to write a top-up' },
  input: Type.Object({ ...ofCard, amount }),
  answer: Type.Object({ topUpId: uuid }),
} as const satisfies Operation

export const closeTopUp = {
  name: 'close-top-up',
  kind: 'command',
  chapter: 'travel',
  article: 5,
  title: { zh: '确认写卡充值', en: 'Say how the writing went' },
  input: Type.Object({ ...ofCard, topUpId: uuid, written: Type.Boolean() }),
  answer: Type.Object({ status: oneOf(['posted', 'voided'] as const), balance: fen }),
} as const satisfies Operation

export const openPurseCase = {
  name: 'open-purse-case',
  kind: 'command',
  chapter: 'travel',
  article: 5,
  title: { zh: '受理旧卡余额结转', en: 'Take up the transfer of a purse' },
  input: Type.Object(ofCard),
  answer: Type.Object({ caseId: uuid, settleOn: day }),
} as const satisfies Operation

export const decidePurseCase = {
  name: 'decide-purse-case',
  kind: 'command',
  chapter: 'travel',
  article: 5,
  title: { zh: '决定旧卡余额去向', en: 'Decide where a purse goes' },
  input: Type.Object({ personId: uuid, caseId: uuid, way: oneOf(caseWays) }),
  answer: Type.Object({ status: oneOf(caseStates), amount: fen }),
} as const satisfies Operation

export const approvePurseCase = {
  name: 'approve-purse-case',
  kind: 'command',
  chapter: 'travel',
  article: 5,
  title: { zh: '复核旧卡余额结转', en: 'Agree to the transfer of a purse' },
  input: Type.Object({ personId: uuid, caseId: uuid, version: seenVersion }),
  answer: Type.Object({ amount: fen }),
} as const satisfies Operation

/** Loaded onto the physical card at a ticket point (M5.4). */
export const sellParkTicket = {
  name: 'sell-park-ticket',
  kind: 'command',
  chapter: 'travel',
  article: 5,
  title: { zh: '办理公园年票', en: 'Sell an annual ticket of the parks' },
  input: Type.Object({ presentation }),
  answer: Type.Object({ receiptId: uuid, price: fen, from: day, until: day }),
} as const satisfies Operation

export const refundParkTicket = {
  name: 'refund-park-ticket',
  kind: 'command',
  chapter: 'travel',
  article: 5,
  title: { zh: '公园年票退款', en: 'Take back an annual ticket' },
  input: Type.Object({ ...ofCard, receiptId: uuid }),
  answer: Type.Object({ refunded: fen }),
} as const satisfies Operation

/** What one's card did: every fen of a fare is explained. */
export const myTravel = {
  name: 'my-travel',
  kind: 'query',
  chapter: 'travel',
  article: 5,
  title: { zh: '我的出行', en: 'My travel' },
  input: Type.Object({ personId: uuid, month: Type.Optional(month), purpose: personalRead.purpose }),
  answer: Type.Object({
    month,
    cards: Type.Array(
      Type.Object({
        cardId: uuid,
        balance: fen,
        pendingTopUps: fen,
        debt: fen,
        /** Metro rides of the month. */
        paid: fen,
        /** Percent that the next metro ride costs. */
        percent: Type.Integer(),
      }),
    ),
    /** What a metro ride costs after so much was paid in the month, percent of its price. */
    steps: Type.Array(Type.Object({ fromFen: fen, percent: Type.Integer() })),
    /** False: the table of fares waits for an official text. */
    verified: Type.Boolean(),
    /** The latest first. */
    rides: Type.Array(
      Type.Object({
        rideId: uuid,
        cardId: uuid,
        mode: oneOf(travelModes),
        end: oneOf([...journeyEnds, 'gone'] as const),
        from: nullable(place),
        to: nullable(place),
        /** As the network of that day calls them; null for a stop of a bus. */
        fromName: nullable(bilingual),
        toName: nullable(bilingual),
        enteredAt: nullable(instant),
        exitedAt: nullable(instant),
        lines: Type.Array(fareLine),
        fare: fen,
        /** True when a tap that came late changed it. */
        changed: Type.Boolean(),
      }),
    ),
    /** Taps that nobody is charged for: after a loss report, after the card ended. */
    uncharged: Type.Array(Type.Object({ cardId: uuid, at: instant, place, reason: Type.String() })),
    cases: Type.Array(
      Type.Object({
        caseId: uuid,
        cardId: uuid,
        status: oneOf(caseStates),
        settleOn: day,
        way: nullable(oneOf(caseWays)),
        amount: nullable(fen),
      }),
    ),
  }),
} as const satisfies Operation

export const farePreview = {
  name: 'fare-preview',
  kind: 'public',
  chapter: 'travel',
  article: 5,
  title: { zh: '票价查询', en: 'What a ride costs' },
  input: Type.Object(
    {
      from: place,
      to: place,
      /** A name of the table of fares, `student`; the whole price when absent. */
      rider: Type.Optional(Type.String({ maxLength: 30 })),
      on: Type.Optional(day),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({
    on: day,
    mode: oneOf(['metro', 'airport'] as const),
    metres: Type.Integer(),
    lines: Type.Array(fareLine),
    fare: fen,
    /** What it costs after so much was paid in the month. */
    monthly: Type.Array(Type.Object({ fromFen: fen, percent: Type.Integer(), fare: fen })),
    /** False: the table waits for an official text. */
    verified: Type.Boolean(),
    networkSource: Type.String(),
  }),
} as const satisfies Operation

/** What an operator is owed for a day; nobody is named. */
export const ridesOfDay = {
  name: 'rides-of-day',
  kind: 'query',
  chapter: 'travel',
  article: 5,
  title: { zh: '运营日汇总', en: 'Rides of a day' },
  input: Type.Object({ operatorId: institutionId, on: day }),
  answer: Type.Object({
    totals: Type.Array(
      Type.Object({ mode: oneOf(travelModes), end: oneOf(journeyEnds), rides: Type.Integer(), fares: fen }),
    ),
    taps: Type.Integer(),
    /** Taps that no holder is charged for. */
    uncharged: Type.Integer(),
  }),
} as const satisfies Operation

/** One card in two places at once: something for a human to look at, no more (Article 14). */
export const travelSignals = {
  name: 'travel-signals',
  kind: 'query',
  chapter: 'travel',
  article: 14,
  title: { zh: '异地用卡线索', en: 'Cards in two places' },
  input: Type.Object({
    after: Type.Optional(uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    purpose: personalRead.purpose,
  }),
  answer: Type.Object({
    signals: Type.Array(
      Type.Object({
        signalId: uuid,
        ...ofCard,
        from: place,
        to: place,
        metres: Type.Integer(),
        seconds: Type.Integer(),
        at: instant,
      }),
    ),
    next,
  }),
} as const satisfies Operation

/** Purses that wait for somebody. */
export const purseCases = {
  name: 'purse-cases',
  kind: 'query',
  chapter: 'travel',
  article: 5,
  title: { zh: '待办余额结转', en: 'Purses to be transferred' },
  input: Type.Object({
    status: Type.Optional(oneOf(['open', 'proposed'] as const)),
    after: Type.Optional(uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    purpose: personalRead.purpose,
  }),
  answer: Type.Object({
    cases: Type.Array(
      Type.Object({
        caseId: uuid,
        /** The approval names the version that was read. */
        version: seenVersion,
        ...ofCard,
        status: oneOf(caseStates),
        settleOn: day,
        amount: nullable(fen),
        /** What was proposed, and by whom: the second person is another one. */
        way: nullable(oneOf(caseWays)),
        decidedBy: nullable(Type.String()),
      }),
    ),
    next,
  }),
} as const satisfies Operation
