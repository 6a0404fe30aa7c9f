import { addMilliseconds, instantOf } from '@yika/core/calendar/instant.ts'
import * as card from '@yika/core/card/schema.ts'
import type { Presentation } from '@yika/core/presentation/presentation.ts'
import * as terminal from '@yika/core/terminal/schema.ts'
import * as travel from '@yika/core/travel/schema.ts'
import * as use from '@yika/core/use/schema.ts'
import { institutionSystem } from './institution-system.ts'
import { myNewestCard } from './my-cards.ts'
import type { Party } from './narrator.ts'
import { type OfflineTerminal, offlineTerminal } from './offline-terminal.ts'
import { personIdOf } from './person-id.ts'
import { showCard } from './show-card.ts'
import type { Stage } from './stage.ts'
import { type BoundTelephone, telephoneOf } from './telephone-of.ts'

const minuteMs = 60_000
const now = () => instantOf(Date.now())
const gateId = 'story-night-gate'
const doorId = 'story-library-door'

interface Losing extends Stage {
  readonly personId: string
  readonly cardId: string
  readonly cardNumber: string
  readonly citizen: Party
  readonly telephone: BoundTelephone
  readonly gate: Party
  readonly door: Party
  readonly lists: OfflineTerminal
}

/** Articles 9, 13 and 14: from the moment of the report on the card opens nothing, with a network and without. */
export async function lostEverywhere(stage: Stage): Promise<void> {
  const { story, people, signIn } = stage
  story.scene(
    '挂失之后 Lost: refused at the hospital, the gate, the park, the library and off line, from that moment on',
  )
  const citizen = await signIn.citizen('walk-in', people.walkIn.identityNumber)
  const personId = personIdOf(stage, people.walkIn)
  const { cardId, cardNumber } = await myNewestCard(stage, citizen)
  const telephone = await telephoneOf(stage, citizen, personId)
  const operator = await institutionSystem(stage, 'transit-operator', 'transport', 'night')
  const library = await institutionSystem(stage, 'library-1', 'culture-tourism', 'doors')
  const losing = {
    ...{ ...stage, personId, cardId, cardNumber: cardNumber ?? '', citizen, telephone },
    gate: await signIn.newTerminal(operator, {
      ...{ terminalId: gateId, institutionId: 'transit-operator', kind: 'gate', services: ['metro'] },
      ...{ place: 'centre', offline: true },
    }),
    door: await signIn.newTerminal(library, {
      ...{ terminalId: doorId, institutionId: 'library-1', kind: 'library', services: ['library'] },
      ...{ place: '北门', offline: true },
    }),
    lists: await offlineTerminal(stage, 'library'),
  }
  await story.does(citizen, travel.topUpPurse, { personId, cardId, amount: 2_000 })
  const place = await knownBefore(losing)
  const before = [await tap(losing, 1, 'in', 'centre', -60), await tap(losing, 2, 'out', 'east-market', -40)]
  const report = { personId, cardId, functions: 'social', kind: 'provisional', channel: 'web' } as const
  const { reportedAt } = await story.does(citizen, card.reportLoss, report)
  await refusedEverywhere(losing)
  const after = [await tap(losing, 3, 'in', 'centre', 0), await tap(losing, 4, 'out', 'far-south', 0)]
  await tellLate(losing, [...before, ...after])
  await knownOffline(losing, place)
  await whoAnswers(losing, reportedAt)
}

/** The list is with the terminal, the card is good, and a code opens the door once without anybody being asked. */
async function knownBefore({ story, telephone, lists, door }: Losing) {
  const code = await telephone.code('library')
  const place = lists.placeOf(code)
  await lists.fetchUntil(place.shard, place.place, 'valid')
  story.holds('without a network the code opens the library', await lists.judge(code), 'yes')
  story.holds('once', await lists.judge(code), 'e-card-code-used')
  await acknowledge({ story, door, lists })
  return place
}

const acknowledge = ({ story, door, lists }: Pick<Losing, 'story' | 'door' | 'lists'>) =>
  story.does(door, terminal.reportTerminalHealth, {
    ...{ software: 'story-1', clock: now(), waiting: 0, reader: 'ok', lists: lists.held() },
  })

async function tap(losing: Losing, sequence: number, kind: 'in' | 'out', place: string, minutes: number) {
  const at = addMilliseconds(now(), minutes * minuteMs)
  return { sequence, kind, place, presentation: await showCard(losing, losing.cardNumber, { to: gateId, at }) }
}

async function refusedEverywhere(losing: Losing): Promise<void> {
  const { story, gate, door, cardNumber, telephone } = losing
  const hospital = await institutionSystem(losing, 'hospital-3', 'health', 'night')
  const parks = await institutionSystem(losing, 'park-1', 'landscaping', 'night')
  const heard = async (party: Party, serviceId: string, presentation: Presentation) => {
    const purpose = serviceId === 'medical-settlement' ? 'settlement' : 'card-use'
    const { allowed, reason, facts } = await story.does(party, use.decideUse, { serviceId, presentation, purpose })
    return [allowed, reason?.code, facts]
  }
  const asked: readonly [words: string, party: Party, to: string, serviceId: string][] = [
    ['the hospital hears no, and nothing of the holder', hospital, 'hospital-3', 'medical-settlement'],
    ['the gate stays closed', gate, gateId, 'metro'],
    ['the park, too', parks, 'park-1', 'park-annual-ticket'],
    ['and the library', door, doorId, 'library'],
  ]
  for (const [words, party, to, serviceId] of asked) {
    const shown = await showCard(losing, cardNumber, {
      to,
      carrier: to.includes('-') && serviceId === 'metro' ? 'contactless-chip' : 'contact-chip',
    })
    story.holds(words, await heard(party, serviceId, shown), [false, 'card-lost', {}])
  }
  const code = { by: 'e-card', code: await telephone.code('library'), at: now() } as const
  story.holds('the telephone is as good as the card: no', await heard(door, 'library', code), [false, 'card-lost', {}])
  const { personId, cardId, citizen } = losing
  await story.isRefused(citizen, travel.topUpPurse, { personId, cardId, amount: 2_000 }, 'purse-card-barred')
  const shown = { presentation: await showCard(losing, cardNumber, { to: 'park-1', carrier: 'contact-chip' }) }
  await story.isRefused(parks, travel.sellParkTicket, shown, 'card-unfit-for-service')
}

async function tellLate(
  { story, gate, citizen, personId, cardId }: Losing,
  taps: Awaited<ReturnType<typeof tap>>[],
): Promise<void> {
  const told = await story.does(gate, travel.uploadTaps, { clock: now(), taps })
  story.holds(
    'told late: what came before the report counts, what came after is charged to nobody',
    told.taps.map(({ outcome, counts, reason }) => [outcome, counts, reason]),
    [
      ['recorded', true, null],
      ['recorded', true, null],
      ['recorded', false, 'card-lost'],
      ['recorded', false, 'card-lost'],
    ],
  )
  const { cards, uncharged } = await story.does(citizen, travel.myTravel, { personId, purpose: 'own-affairs' })
  const purse = cards.find((one) => one.cardId === cardId)
  story.holds(
    'three yuan are gone, and the holder sees the two taps that cost nothing',
    [purse?.balance, uncharged.length],
    [1_700, 2],
  )
}

async function knownOffline(
  losing: Losing,
  { shard, place }: { readonly shard: number; readonly place: number },
): Promise<void> {
  const { story, cast, lists, telephone, citizen, personId, cardId } = losing
  const { version: old = 0 } = lists.held().find((one) => one.shard === shard) ?? {}
  await lists.fetchUntil(shard, place, 'suspended')
  const code = await telephone.code('library')
  story.holds(
    'the change is published, and without a network the door stays closed',
    await lists.judge(code),
    'e-card-listed-suspended',
  )
  const proof = async () => {
    const { version, terminals } = await story.does(cast.bureau, terminal.listAcknowledgements, { shard })
    const { acknowledgement } = terminals.find(({ terminalId }) => terminalId === doorId) ?? {}
    return { version, acknowledgement }
  }
  const before = await proof()
  story.holds(
    'the office knows that this door has not said so yet',
    [before.acknowledgement, (before.version ?? 0) > old],
    ['behind', true],
  )
  await acknowledge(losing)
  story.holds('now it has', (await proof()).acknowledgement, 'acknowledged')
  const spread = await story.does(citizen, terminal.lossSpread, { personId, cardId, purpose: 'own-affairs' })
  story.holds(
    'the holder reads since when gates without a network can know, and that one does',
    [spread.published?.shard, spread.acknowledged > 0],
    [shard, true],
  )
}

async function whoAnswers({ story, cast, personId, cardId }: Losing, reportedAt: string): Promise<void> {
  const reading = { personId, cardId, purpose: 'counter-service', caseId: cardId } as const
  const { lostAt, after } = await story.does(cast.bureau, use.useAroundLoss, reading)
  story.holds(
    'from the instant of the report on every attempt is a no',
    [lostAt, after.filter(({ allowed }) => allowed)],
    [reportedAt, []],
  )
}
