import { dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { availableActions } from '@yika/core/card/available-actions.ts'
import type { Card, Channel } from '@yika/core/card/card.ts'
import type { CardView } from '@yika/core/card/card-view.ts'
import { oldOrNewCardNumber } from '@yika/core/card/old-or-new-card-number.ts'
import { isOlder } from '@yika/core/card/older-cards.ts'
import type { CardFunction } from '@yika/core/card/report-loss.ts'
import * as operations from '@yika/core/card/schema.ts'
import { statusOf, type Words } from '@yika/core/card/status-words.ts'
import { issuingArea, type Person } from '@yika/core/holder/person.ts'
import { personsByIds } from '../holder/store.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import { type FieldReader, type Query, query } from '../kernel/query.ts'
import type { Stored } from '../kernel/stream.ts'
import { receiptToken } from './receipt-token.ts'
import { type CardKey, cardsByKeys, cardsOfPersons, type LossRow, lossReportsOf, openBankNotices } from './store.ts'

export interface Found {
  readonly person: Person
  readonly card: Stored<Card>
}

interface FoundCards {
  readonly person: Person
  /** The newest first. */
  readonly cards: readonly Stored<Card>[]
}

export async function findCards(db: Database, keys: readonly CardKey[]): Promise<readonly (Found | undefined)[]> {
  const personIds = keys.map(({ personId }) => personId)
  const [persons, cards] = await Promise.all([personsByIds(db, personIds), cardsByKeys(db, keys)])
  return keys.map(({ personId, cardId }) => {
    const person = persons.get(personId)
    const card = cards.get(cardId)
    return person === undefined || card?.personId !== personId ? undefined : { person, card }
  })
}

async function findCardsOfPersons(
  db: Database,
  personIds: readonly string[],
): Promise<readonly (FoundCards | undefined)[]> {
  const [persons, cards] = await Promise.all([personsByIds(db, personIds), cardsOfPersons(db, personIds)])
  return personIds.map((personId) => {
    const person = persons.get(personId)
    if (person === undefined) return undefined
    const own = [...cards.values()].filter((card) => card.personId === personId)
    return { person, cards: own.sort((one, other) => (isOlder(one, other) ? 1 : -1)) }
  })
}

export function subjectOf(person: Person, bankId: string | null) {
  const { personId, district } = person
  return { personId, district, ...(bankId === null ? {} : { bankId }) }
}

function view({ person, card }: Found, reader: FieldReader): CardView {
  const {
    batchId: _batch,
    certificateSerial: _certificate,
    chipIdentificationCode: _chip,
    atr: _atr,
    chipKeyVersion: _keyVersion,
    chipCounter: _counter,
    chipProvedAt: _proved,
    socialLapseWarnedAt: _socialWarned,
    financeLapseWarnedAt: _financeWarned,
    pinVerifier: _verifier,
    pinTriesLeft: _tries,
    pinTriesOn: _triesOn,
    pinExpiresAt: _expires,
    pinResetId: _reset,
    pinResetUntil: _resetUntil,
    enableCodeId: _code,
    enableCodeVerifier: _codeVerifier,
    enableCodeUntil: _codeUntil,
    enableCodeTriesLeft: _codeTries,
    ...open
  } = card
  return {
    ...open,
    bankCardNumber: reader.show('bankCardNumber', person, card.bankCardNumber),
    actions: [...availableActions(card)],
  }
}

/** A bank that signs for what it has read finds the next ones in the list. */
const noticesAtOnce = 200

const copy = ({ zh, en, next }: Words) => ({ zh, en, next: { zh: next.zh, en: next.en } })

/** A read that is answered from the first to the last word without the row is a bug of the reader. */
function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('answered without a row')
  return value
}

interface CardQueryParts {
  readonly custodian: Custodian
  clock(): Instant
}

/** Articles 2, 7, 13: what the holder, the counter and the bureau see of cards. */
export function cardQueries({ clock, custodian }: CardQueryParts): readonly Query[] {
  return [
    query({
      operation: operations.card,
      load: (db, reads) =>
        findCards(
          db,
          reads.map(({ input }) => input),
        ),
      subjects: (found) => (found === undefined ? undefined : [subjectOf(found.person, found.card.bankId)]),
      fields: ['bankCardNumber'],
      answer: (found, _input, reader) => view(present(found), reader),
    }),
    query({
      operation: operations.myCards,
      load: (db, reads) =>
        findCardsOfPersons(
          db,
          reads.map(({ actor }) => actor.personId ?? actor.id),
        ),
      subjects: (found) => (found === undefined ? undefined : [subjectOf(found.person, null)]),
      fields: ['bankCardNumber'],
      answer: (found, _input, reader) => viewAll(present(found), reader),
    }),
    query({
      operation: operations.cardsOfPerson,
      load: (db, reads) =>
        findCardsOfPersons(
          db,
          reads.map(({ input }) => input.personId),
        ),
      subjects: (found) => (found === undefined ? undefined : [subjectOf(found.person, null)]),
      fields: ['bankCardNumber'],
      answer: (found, _input, reader) => viewAll(present(found), reader),
    }),
    query({
      operation: operations.cardStatus,
      load: (db, reads) =>
        findCards(
          db,
          reads.map(({ input }) => input),
        ),
      subjects: (found) => (found === undefined ? undefined : [subjectOf(found.person, found.card.bankId)]),
      fields: [],
      answer(found) {
        const status = statusOf(present(found).card, dayOf(clock()))
        return {
          ...status,
          headline: copy(status.headline),
          physical: copy(status.physical),
          social: copy(status.social),
          finance: copy(status.finance),
          pin: copy(status.pin),
        }
      },
    }),
    query({
      operation: operations.lossReceipts,
      async load(db, reads) {
        const keys = reads.map(({ input }) => input)
        const [found, reports] = await Promise.all([findCards(db, keys), lossReportsOf(db, keys)])
        const byCard = Map.groupBy(reports, (report) => report.cardId)
        return found.map((one) =>
          one === undefined ? undefined : { ...one, reports: byCard.get(one.card.cardId) ?? [] },
        )
      },
      subjects: (found) => (found === undefined ? undefined : [subjectOf(found.person, found.card.bankId)]),
      fields: [],
      answer: (found, { personId }) => ({
        receipts: present(found).reports.map((report) => receipt(custodian, personId, report)),
      }),
    }),
    query({
      operation: operations.bankNotices,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ actor }) =>
            actor.bankId === undefined ? [] : openBankNotices(db, actor.bankId, noticesAtOnce),
          ),
        ),
      // The card is the case that the bank is told about.
      subjects: (notices) => notices.map(({ personId, bankId, cardId }) => ({ personId, bankId, caseId: cardId })),
      fields: [],
      answer: (notices) => ({
        notices: notices.map(({ noticeId, personId, cardId, cardNumber, fact, at, until }) => ({
          noticeId,
          personId,
          cardId,
          cardNumber,
          fact,
          at,
          until,
        })),
      }),
    }),
    query({
      operation: operations.foreignCard,
      load: async (_db, reads) => reads.map(() => undefined),
      subjects: () => [],
      fields: [],
      answer: (_loaded, input) => ({
        issuingArea: input.issuingArea,
        foreign: input.issuingArea !== issuingArea,
        numberValid: oldOrNewCardNumber(input.cardNumber) !== undefined,
        status: 'unknown' as const,
        advice:
          input.issuingArea === issuingArea
            ? { zh: '本市卡，请按卡号或持卡人查询。', en: 'A card of this city: look it up by its holder.' }
            : {
                zh: '异地卡只读不改；状态以发卡地答复为准。',
                en: 'A card of another area is read, never changed; only the issuing area knows its state.',
              },
      }),
    }),
  ]
}

function viewAll({ person, cards }: FoundCards, reader: FieldReader): { cards: CardView[] } {
  return { cards: cards.map((card) => view({ person, card }, reader)) }
}

/** Article 13: the receipt fixes the instant; version and command lead to the history and to the audit log. */
function receipt(custodian: Custodian, personId: string, { cardId, name, data, at, version, commandId }: LossRow) {
  return {
    receiptId: data.receiptId,
    function: (name.startsWith('social') ? 'social' : 'finance') as CardFunction,
    kind: name.endsWith('confirmed') ? ('formal' as const) : ('provisional' as const),
    reportedAt: at,
    channel: data.channel as Channel,
    until: data.until ?? null,
    version,
    commandId,
    verification: receiptToken(custodian, { kind: 'loss-report', personId, id: cardId, at }),
  }
}
