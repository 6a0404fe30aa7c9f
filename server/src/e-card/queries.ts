import { systemActor } from '@yika/core/access/actor.ts'
import { mask } from '@yika/core/access/personal-field.ts'
import { type DecisionContext, type Refused, refuse } from '@yika/core/decision/decision.ts'
import type { CredentialOffer } from '@yika/core/e-card/credential-offer.ts'
import type { ECard } from '@yika/core/e-card/e-card.ts'
import { eCardTriesLeft } from '@yika/core/e-card/e-card-pin.ts'
import type { HeldECard } from '@yika/core/e-card/held-e-card.ts'
import { eCardBarred, mirroredCard } from '@yika/core/e-card/mirrored-card.ts'
import * as operations from '@yika/core/e-card/schema.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { refusals, refusalText } from '@yika/core/refusal/catalogue.ts'
import type { RefusalEntry } from '@yika/core/refusal/refusal.ts'
import { cardsOfPersons } from '../card/store.ts'
import { openText } from '../holder/sealing.ts'
import { personsByIds } from '../holder/store.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import type { KernelParts } from '../kernel/parts.ts'
import { type FieldReader, type Query, query } from '../kernel/query.ts'
import { devicesOfPersons, eCardsOfPersons, type OfferKey, offersByKeys } from './store.ts'
import { offerToScan } from './wallet-codes.ts'

interface ECardQueryParts extends Pick<KernelParts, 'clock' | 'policyReader'> {
  readonly custodian: Custodian
  /** Where wallets reach this server. */
  publicUrl(): string
}

async function findHeld(db: Database, personIds: readonly string[]): Promise<readonly (HeldECard | undefined)[]> {
  const [persons, cards, eCards, devices] = await Promise.all([
    personsByIds(db, personIds),
    cardsOfPersons(db, personIds),
    eCardsOfPersons(db, personIds),
    devicesOfPersons(db, personIds),
  ])
  const cardsOf = Map.groupBy(cards.values(), ({ personId }) => personId)
  const devicesOf = Map.groupBy(devices.values(), ({ personId }) => personId)
  return personIds.map((personId) => {
    const person = persons.get(personId)
    if (person === undefined) return undefined
    const held = { person, cards: cardsOf.get(personId) ?? [], devices: devicesOf.get(personId) ?? [] }
    return { ...held, eCard: eCards.get(personId) }
  })
}

interface FoundOffer {
  readonly person: Person
  readonly offer: CredentialOffer
}

async function findOffers(db: Database, keys: readonly OfferKey[]): Promise<readonly (FoundOffer | undefined)[]> {
  const [persons, offers] = await Promise.all([
    personsByIds(
      db,
      keys.map(({ personId }) => personId),
    ),
    offersByKeys(db, keys),
  ])
  return keys.map(({ personId, offerId }) => {
    const [person, offer] = [persons.get(personId), offers.get(offerId)]
    return person === undefined || offer?.personId !== personId ? undefined : { person, offer }
  })
}

/** A read that is answered without the row is a bug of the reader. */
function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('answered without a row')
  return value
}

const subjectsOf = (found: { readonly person: Person } | undefined) =>
  found === undefined ? undefined : [{ personId: found.person.personId, district: found.person.district }]

/** Articles 2, 9: what the holder sees of the e-card; shown to others it says no more of them than they choose (亮证). */
export function eCardQueries(parts: ECardQueryParts): readonly Query[] {
  const { clock, custodian, policyReader, publicUrl } = parts
  return [
    query<typeof operations.myECard, HeldECard | undefined>({
      operation: operations.myECard,
      load: (db, reads) =>
        findHeld(
          db,
          reads.map(({ input }) => input.personId),
        ),
      subjects: subjectsOf,
      fields: ['name', 'identityNumber'],
      answer(found, { reveal = [] }, reader) {
        const held = present(found)
        const now = clock()
        const policy = policyReader(systemActor, now)
        const barred = eCardBarred(held.person, held.cards, now)
        return {
          usable: barred === undefined,
          barred: barred === undefined ? null : inWords(barred),
          ...faceOf(held, reader, reveal.includes('identityNumber')),
          pin: pinOf(held.eCard, { now, policy }),
          codeSeconds: policy.number('e-card.token'),
          devicesMost: policy.number('e-card.devices'),
          devices: held.devices.map((device) => ({
            deviceId: device.deviceId,
            deviceName: openText(custodian, held.person, 'deviceName', device.name),
            boundAt: device.boundAt,
            byGuardian: device.boundBy !== device.personId,
            validUntil: device.validUntil,
          })),
        }
      },
    }),
    query<typeof operations.credentialOffer, FoundOffer | undefined>({
      operation: operations.credentialOffer,
      load: (db, reads) =>
        findOffers(
          db,
          reads.map(({ input }) => input),
        ),
      subjects: subjectsOf,
      barred(found) {
        const { redeemedAt, until } = present(found).offer
        return redeemedAt !== null || until <= clock() ? refuse('credential-offer-ended') : undefined
      },
      fields: [],
      answer: (found) => offerToScan(custodian, publicUrl(), present(found).offer),
    }),
  ]
}

/** Name and numbers are masked unless this reading reveals them. */
function faceOf({ person, cards }: HeldECard, reader: FieldReader, numbersShown: boolean) {
  const card = mirroredCard(cards)
  const nothing = { cardId: null, name: null, ssn: null, cardNumber: null, issuingArea: null, expiresOn: null }
  if (card === undefined) return { exists: false, ...nothing }
  const { cardId, cardNumber, issuingArea, expiresOn } = card
  return {
    exists: true,
    cardId,
    name: reader.show('name', person, person.sealed.name),
    ssn: reader.show('identityNumber', person, person.sealed.ssn),
    cardNumber: cardNumber === null || numbersShown ? cardNumber : mask('identityNumber', cardNumber),
    issuingArea,
    expiresOn,
  }
}

function pinOf(eCard: ECard | undefined, { now, policy }: Pick<DecisionContext, 'now' | 'policy'>) {
  const digits = policy.number('e-card.pin-length')
  const most = policy.number('e-card.pin-tries')
  if (eCard === undefined || eCard.pinVerifier === null) {
    return { state: 'none' as const, digits, triesLeft: most, lockedUntil: null, reset: null }
  }
  const triesLeft = eCardTriesLeft(eCard, now, most)
  const { resetId, resetUntil, pinLockedUntil } = eCard
  const open = resetId !== null && resetUntil !== null && resetUntil > now
  return {
    state: triesLeft === 0 ? ('locked' as const) : ('set' as const),
    digits,
    triesLeft,
    lockedUntil: triesLeft === 0 ? pinLockedUntil : null,
    reset: open ? { resetId, until: resetUntil } : null,
  }
}

function inWords({ code, detail = {} }: Refused) {
  const { remedy }: RefusalEntry = refusals[code]
  const next = { zh: remedy.zh, en: remedy.en }
  return { code, zh: refusalText(code, detail, 'zh'), en: refusalText(code, detail, 'en'), next }
}
