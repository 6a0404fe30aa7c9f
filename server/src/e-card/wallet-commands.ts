import { refuse } from '@yika/core/decision/decision.ts'
import { issueCredential, offerCredential, redeemOffer } from '@yika/core/e-card/offer-credential.ts'
import * as operations from '@yika/core/e-card/schema.ts'
import { type Command, command, type Request } from '../kernel/command.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Transaction } from '../kernel/database/database.ts'
import { heldBy, loadECards, type OfPerson, subjectOf, type World } from './e-card-world.ts'
import { credentialOfferStream, type OfferKey, offersByKeys } from './store.ts'
import { isTransactionCode } from './wallet-codes.ts'

async function loadOffers(tx: Transaction, requests: readonly Request<OfferKey>[]): Promise<World> {
  const world = await loadECards(tx, requests)
  const offers = await offersByKeys(
    tx,
    requests.map(({ input }) => input),
  )
  return { ...world, 'credential-offer': offers }
}

function offerOf(world: World, { personId, offerId }: OfferKey) {
  const offer = world['credential-offer'].get(offerId)
  return offer?.personId === personId ? offer : undefined
}

/** Article 2: the card in a wallet of the holder's own choice, step by step (OpenID4VCI); each step counts once. */
export function walletCommands({ custodian }: { readonly custodian: Custodian }): readonly Command[] {
  return [
    command<typeof operations.offerCredential, World, OfPerson>({
      operation: operations.offerCredential,
      load: loadECards,
      subject: subjectOf,
      decide(world, input, context) {
        const held = heldBy(world, input)
        return held === undefined ? refuse('not-found') : offerCredential(held, context)
      },
      streams: [credentialOfferStream],
    }),
    command<typeof operations.redeemOffer, World, OfferKey & { readonly codeRight: boolean }>({
      operation: operations.redeemOffer,
      async prepare({ personId, offerId, transactionCode }) {
        return { personId, offerId, codeRight: isTransactionCode(custodian, offerId, transactionCode) }
      },
      load: loadOffers,
      subject: subjectOf,
      decide: (world, input, context) => redeemOffer(offerOf(world, input), input.codeRight, context),
      streams: [credentialOfferStream],
    }),
    command<typeof operations.issueCredential, World>({
      operation: operations.issueCredential,
      load: loadOffers,
      subject: subjectOf,
      decide(world, input, context) {
        const held = heldBy(world, input)
        if (held === undefined) return refuse('not-found')
        const place = (cardId: string) => world.places.get(cardId)
        return issueCredential(held, offerOf(world, input), input.holderKey, place, context)
      },
      streams: [credentialOfferStream],
    }),
  ]
}
