import { instantOf } from '@yika/core/calendar/instant.ts'
import type { Presentation } from '@yika/core/presentation/presentation.ts'
import * as travel from '@yika/core/travel/schema.ts'
import * as use from '@yika/core/use/schema.ts'
import { institutionSystem } from './institution-system.ts'
import { myNewestCard } from './my-cards.ts'
import type { Party } from './narrator.ts'
import { personIdOf } from './person-id.ts'
import { showCard } from './show-card.ts'
import type { Stage } from './stage.ts'
import { type BoundTelephone, telephoneOf } from './telephone-of.ts'

const now = () => instantOf(Date.now())
const codeShown = (code: string): Presentation => ({ by: 'e-card', code, at: now() })

/** Articles 2, 5 and 9: the annual ticket is on the card itself; library and museum take the telephone, too, each code once. */
export async function visitParkAndLibrary(stage: Stage): Promise<void> {
  const { story, signIn, people } = stage
  story.scene('公园、图书馆、博物馆 Park, library, museum: the ticket is on the card itself, a code is good once')
  const citizen = await signIn.citizen('citizen', people.holder.identityNumber)
  const telephone = await telephoneOf(stage, citizen, personIdOf(stage, people.holder))
  const { cardNumber } = await myNewestCard(stage, citizen)
  await park(stage, cardNumber ?? '', telephone)
  await libraryAndMuseum(stage, cardNumber ?? '', telephone)
  const { uses } = await story.does(citizen, use.myUses, { purpose: 'own-affairs' })
  const places = new Set(uses.map(({ institutionId }) => institutionId))
  story.holds(
    'at home the holder reads where the card was used',
    ['hospital-3', 'park-1', 'library-1', 'museum-1', 'transit-operator'].filter((place) => !places.has(place)),
    [],
  )
}

/** What a gate hears: yes, or the reason of a no. */
async function heard({ story }: Stage, gate: Party, serviceId: string, presentation: Presentation): Promise<string> {
  const { allowed, reason } = await story.does(gate, use.decideUse, { serviceId, presentation, purpose: 'card-use' })
  return allowed ? 'yes' : (reason?.code ?? 'no')
}

async function park(stage: Stage, cardNumber: string, telephone: BoundTelephone): Promise<void> {
  const { story, signIn } = stage
  const park = await institutionSystem(stage, 'park-1', 'landscaping')
  const gate = await signIn.newTerminal(park, {
    ...{ terminalId: 'story-park-gate', institutionId: 'park-1', kind: 'park', place: '东门', offline: true },
    services: ['park-annual-ticket', 'park-free-entry'],
  })
  const service = 'park-annual-ticket'
  const atGate = () => showCard(stage, cardNumber, { to: 'story-park-gate' })
  story.holds(
    'without a ticket the gate stays closed',
    await heard(stage, gate, service, await atGate()),
    'application-not-loaded',
  )
  const byCode = { presentation: codeShown(await telephone.code(service)) }
  await story.isRefused(park, travel.sellParkTicket, byCode, 'ticket-needs-chip')
  const shown = { presentation: await showCard(stage, cardNumber, { to: 'park-1', carrier: 'contact-chip' }) }
  const sold = await story.does(park, travel.sellParkTicket, shown)
  story.holds('a hundred yuan for a year', sold.price, 10_000)
  const more = { presentation: await showCard(stage, cardNumber, { to: 'park-1', carrier: 'contact-chip' }) }
  await story.isRefused(park, travel.sellParkTicket, more, 'ticket-held-already')
  story.holds('the card opens the gate', await heard(stage, gate, service, await atGate()), 'yes')
  const code = codeShown(await telephone.code(service))
  story.holds('the telephone does not', await heard(stage, gate, service, code), 'carrier-not-allowed')
  story.holds(
    'nor is anybody in for nothing who is not entitled',
    await heard(stage, gate, 'park-free-entry', await atGate()),
    'not-entitled-ticket',
  )
}

async function libraryAndMuseum(stage: Stage, cardNumber: string, telephone: BoundTelephone): Promise<void> {
  const { story, signIn } = stage
  const library = await institutionSystem(stage, 'library-1', 'culture-tourism', 'desk')
  const atDesk = () => showCard(stage, cardNumber, { to: 'library-1', carrier: 'contact-chip' })
  story.holds('the library lends to the holder', await heard(stage, library, 'library', await atDesk()), 'yes')
  const typed = { by: 'number', number: cardNumber, faceToFaceBy: '馆员 7', at: now() } as const
  const byNumber = { serviceId: 'library', presentation: typed, purpose: 'card-use' } as const
  await story.isRefused(library, use.decideUse, byNumber, 'number-not-agreed')
  const chip = await atDesk()
  const altered = { ...chip, counter: chip.counter + 1 }
  const asked = { serviceId: 'library', presentation: altered, purpose: 'card-use' } as const
  await story.isRefused(library, use.decideUse, asked, 'proof-wrong')

  const museum = await institutionSystem(stage, 'museum-1', 'culture-tourism', 'system')
  const gate = await signIn.newTerminal(museum, {
    ...{ terminalId: 'story-museum-gate', institutionId: 'museum-1', kind: 'gate', place: '南门', offline: true },
    services: ['museum'],
  })
  const code = await telephone.code('museum')
  story.holds('the museum opens for the telephone', await heard(stage, gate, 'museum', codeShown(code)), 'yes')
  const again = { serviceId: 'museum', presentation: codeShown(code), purpose: 'card-use' } as const
  await story.isRefused(gate, use.decideUse, again, 'proof-used')
  const elsewhere = {
    serviceId: 'museum',
    presentation: codeShown(await telephone.code('library')),
    purpose: 'card-use',
  } as const
  await story.isRefused(gate, use.decideUse, elsewhere, 'e-card-code-for-another-service')
}
