import type { Day, Instant } from '@yika/core/calendar/instant.ts'
import { activateFinance } from '@yika/core/card/activate-finance.ts'
import { acknowledgeBankNotice, noticesToBanks } from '@yika/core/card/bank-notice.ts'
import { cancelCard } from '@yika/core/card/cancel-card.ts'
import type { CardEvent } from '@yika/core/card/card.ts'
import { openCardNumbers } from '@yika/core/card/card-number-range.ts'
import { changePin } from '@yika/core/card/change-pin.ts'
import { enableSocial } from '@yika/core/card/enable-social.ts'
import { importCard } from '@yika/core/card/import-card.ts'
import { lapseLoss } from '@yika/core/card/lapse-loss.ts'
import { lockCard } from '@yika/core/card/lock-card.ts'
import { oldOrNewCardNumber } from '@yika/core/card/old-or-new-card-number.ts'
import type { PinCustody } from '@yika/core/card/pin.ts'
import { recordBankState } from '@yika/core/card/record-bank-state.ts'
import { releaseLoss } from '@yika/core/card/release-loss.ts'
import { reportLoss } from '@yika/core/card/report-loss.ts'
import { setPin, startPinReset } from '@yika/core/card/reset-pin.ts'
import * as operations from '@yika/core/card/schema.ts'
import { sendEnableCode } from '@yika/core/card/send-enable-code.ts'
import { setInitialPin } from '@yika/core/card/set-initial-pin.ts'
import { unblockPin } from '@yika/core/card/unblock-pin.ts'
import { requestUnlock, unlockCard } from '@yika/core/card/unlock-card.ts'
import { verifyPin } from '@yika/core/card/verify-pin.ts'
import { warnLossLapse } from '@yika/core/card/warn-loss-lapse.ts'
import { type Decision, type DecisionContext, refuse } from '@yika/core/decision/decision.ts'
import type { AnswerOf, InputOf, Operation } from '@yika/core/operation/operation.ts'
import { lockPersons } from '../holder/store.ts'
import { type Command, command, type Request } from '../kernel/command.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import { randomCode } from '../kernel/custody/random-code.ts'
import { newId } from '../kernel/identifier.ts'
import { type Case, caseOf, loadCards, type OfCard, subjectOf, type World } from './card-world.ts'
import { receiptToken, withVerification } from './receipt-token.ts'
import {
  bankNoticeStream,
  bankNoticesByKeys,
  cardNumberRangeStream,
  cardStream,
  cardsOfNumbers,
  makersOfBatches,
} from './store.ts'

/** A notice is found only under the person it is about. */
function noticeOf(world: Pick<World, 'bank-notice'>, input: { readonly personId: string; readonly noticeId: string }) {
  const notice = world['bank-notice'].get(input.noticeId)
  return notice?.personId === input.personId ? notice : undefined
}

/** A command about one card; what the operation asks for is what the decision of core is given. */
function aboutCard<O extends Operation>(
  operation: O & { readonly input: { readonly properties: { readonly personId: unknown; readonly cardId: unknown } } },
  decide: (found: Case, input: InputOf<O>, context: DecisionContext) => Decision<CardEvent, AnswerOf<O>>,
): Command {
  return command({
    operation: operation as O,
    load: (tx, requests) => loadCards(tx, requests as unknown as readonly Request<OfCard>[]),
    subject: (world, input) => subjectOf(world, input as unknown as OfCard),
    decide(world, input, context) {
      const found = caseOf(world, input as unknown as OfCard)
      if (found === undefined) return refuse('not-found')
      const decision = decide(found, input, context)
      if (!decision.accepted) return decision
      return { ...decision, events: [...decision.events, ...noticesToBanks(found.cards, decision.events, context)] }
    },
    conflicts: { card_live: 'card-live-already' },
    streams: [cardStream, bankNoticeStream],
  })
}

/** Where a sealed one-time code may be opened: by the task that sends it, under the code's own identifier. */
export const codePlace = (codeId: string) => ({ table: 'task', column: 'one-time-code', row: codeId })

const codeDigits = 6

/** Articles 2, 7, 9: everything that changes a card after it was made. */
export function cardCommands({ custodian }: { readonly custodian: Custodian }): readonly Command[] {
  const custody: PinCustody = {
    verifier: (owner, pin) => Buffer.from(custodian.pinVerifier(owner, pin)).toString('base64'),
    matches: (owner, pin, verifier) => custodian.pinMatches(owner, pin, Buffer.from(verifier, 'base64')),
  }
  return [
    sendEnableCodeCommand(custodian, custody),
    aboutCard(operations.enableSocial, ({ person, cards }, input, context) => {
      const decision = enableSocial(person, cards, input, custody, context)
      if (!decision.accepted || decision.answer.outcome !== 'enabled') return decision
      const { personId, cardId: id } = input
      return withVerification(decision, () =>
        receiptToken(custodian, { kind: 'enabling', personId, id, at: context.now }),
      )
    }),
    aboutCard(operations.activateFinance, ({ person, cards }, input, context) =>
      activateFinance(person, cards, input, context),
    ),
    aboutCard(operations.reportLoss, ({ card }, input, context) =>
      withVerification(reportLoss(card, input, context), ({ reportedAt: at }) =>
        receiptToken(custodian, { kind: 'loss-report', personId: input.personId, id: input.cardId, at }),
      ),
    ),
    aboutCard(operations.releaseLoss, ({ person, card }, input, context) => releaseLoss(person, card, input, context)),
    aboutCard(operations.warnLossLapse, ({ card }, _input, context) => warnLossLapse(card, context)),
    aboutCard(operations.lapseLoss, ({ card }, _input, context) => lapseLoss(card, context)),
    aboutCard(operations.lockCard, ({ card }, input, context) => lockCard(card, input, context)),
    aboutCard(operations.requestUnlock, ({ card }, input, context) => requestUnlock(card, input, context)),
    aboutCard(operations.unlockCard, ({ card }, _input, context) => unlockCard(card, context)),
    aboutCard(operations.cancelCard, ({ person, cards }, input, context) => cancelCard(person, cards, input, context)),
    aboutCard(operations.recordBankState, ({ card }, input, context) =>
      recordBankState(card, { state: input.state, effectiveAt: input.effectiveAt as Instant }, context),
    ),
    setInitialPinCommand(custody),
    aboutCard(operations.changePin, ({ card }, input, context) => changePin(card, input, custody, context)),
    aboutCard(operations.verifyPin, ({ card }, input, context) => verifyPin(card, input.pin, custody, context)),
    aboutCard(operations.startPinReset, ({ person, card }, _input, context) => startPinReset(person, card, context)),
    aboutCard(operations.setPin, ({ person, card }, input, context) => setPin(person, card, input, custody, context)),
    aboutCard(operations.unblockPin, ({ person, card }, _input, context) => unblockPin(person, card, context)),
    command({
      operation: operations.acknowledgeBankNotice,
      async load(tx, requests) {
        await lockPersons(
          tx,
          requests.map(({ input }) => input.personId),
        )
        const keys = requests.map(({ input }) => input)
        return { 'bank-notice': await bankNoticesByKeys(tx, keys) }
      },
      subject(world, input) {
        const notice = noticeOf(world, input)
        return { personId: input.personId, ...(notice === undefined ? {} : { bankId: notice.bankId }) }
      },
      decide: (world, input, context) => acknowledgeBankNotice(noticeOf(world, input), context),
      streams: [bankNoticeStream],
    }),
    importCardCommand(custodian),
    command({
      operation: operations.fillCardNumbers,
      load: async () => ({ 'card-number-range': new Map() }),
      subject: () => ({}),
      decide: (_world, input, context) => openCardNumbers(input, context),
      conflicts: { card_number_pkey: 'card-number-taken' },
      streams: [cardNumberRangeStream],
    }),
  ]
}

interface MakerWorld extends World {
  readonly makers: ReadonlyMap<string, string>
}

/** Article 7: the station that prints the envelope is the maker's, and only for the batches that it makes. */
function setInitialPinCommand(custody: PinCustody): Command {
  return command<typeof operations.setInitialPin, MakerWorld>({
    operation: operations.setInitialPin,
    async load(tx, requests) {
      const world = await loadCards(tx, requests)
      const batchIds = requests.flatMap(({ input }) => world.card.get(input.cardId)?.batchId ?? [])
      return { ...world, makers: await makersOfBatches(tx, batchIds) }
    },
    subject(world, input) {
      const makerId = world.makers.get(caseOf(world, input)?.card?.batchId ?? '')
      return { ...subjectOf(world, input), ...(makerId === undefined ? {} : { organisationId: makerId }) }
    },
    decide: (world, input, context) => setInitialPin(caseOf(world, input)?.card, input, custody, context),
    streams: [cardStream],
  })
}

interface PreparedCode extends OfCard {
  readonly codeId: string
  readonly verifier: string
  readonly sealedCode: string
}

/** Article 7: the code is drawn before the books are opened and lies nowhere in a readable form. */
function sendEnableCodeCommand(custodian: Custodian, custody: PinCustody): Command {
  return command<typeof operations.sendEnableCode, World, PreparedCode>({
    operation: operations.sendEnableCode,
    async prepare(input) {
      const codeId = newId(Date.now())
      const code = randomCode(codeDigits)
      const sealedCode = Buffer.from(custodian.sealShared(codePlace(codeId), Buffer.from(code))).toString('base64')
      return { ...input, codeId, sealedCode, verifier: custody.verifier(codeId, code) }
    },
    load: loadCards,
    subject: subjectOf,
    decide: (world, input, context) => sendEnableCode(caseOf(world, input)?.card, input, context),
    streams: [cardStream],
  })
}

interface ImportWorld extends World {
  /** Numbers that a card has already. */
  readonly taken: Set<string>
}

/** Article 18: the number is checked before the books are opened; who else has it, inside. */
function importCardCommand(custodian: Custodian): Command {
  return command<typeof operations.importCard, ImportWorld>({
    operation: operations.importCard,
    async prepare(input) {
      const cardNumber = oldOrNewCardNumber(input.cardNumber)
      return cardNumber === undefined ? refuse('card-number-invalid') : { ...input, cardNumber }
    },
    async load(tx, requests) {
      const world = await loadCards(tx, requests)
      const numbers = requests.map(({ input }) => input.cardNumber)
      return { ...world, taken: new Set((await cardsOfNumbers(tx, numbers)).keys()) }
    },
    subject: subjectOf,
    decide(world, input, context) {
      const found = caseOf(world, input)
      if (found === undefined) return refuse('not-found')
      const { personId, bankCardNumber, ...data } = input
      const sealed =
        bankCardNumber === null
          ? null
          : custodian.seal(Buffer.from(found.person.key, 'base64'), personId, 'bankCardNumber', bankCardNumber)
      const decision = importCard(
        personId,
        found.cards,
        world.taken.has(data.cardNumber),
        {
          ...data,
          issuedOn: data.issuedOn as Day,
          expiresOn: data.expiresOn as Day,
          bankCardNumber: sealed === null ? null : Buffer.from(sealed).toString('base64'),
        },
        context,
      )
      // The next line of the same batch must see the card and that the number is gone.
      if (decision.accepted) {
        world.taken.add(data.cardNumber)
        world.cardIds.get(personId)?.push(decision.answer.cardId)
      }
      return decision
    },
    conflicts: { card_live: 'card-live-already' },
    streams: [cardStream],
  })
}
