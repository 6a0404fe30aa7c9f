import type { CardKey } from '../key/card-key.ts'
import type { PlannedFile } from './access-plan.ts'
import type { CardInfo } from './card-info.ts'
import type { Debit } from './debit.ts'
import { DriverFailure } from './driver-failure.ts'
import type { AddressedFile } from './file-address.ts'
import type { OpenedCard } from './opened-card.ts'
import type { Shown } from './show-need.ts'

interface Base {
  readonly card: OpenedCard
}

interface FileSession extends Base {
  readonly info: CardInfo
  readonly address: readonly AddressedFile[]
  readonly plan: readonly PlannedFile[]
  readonly key: CardKey
  readonly shown: Shown
}

export type PinService = 'reload' | 'unblock'

/** What is remembered between two steps. The card keeps its own side, the challenge that was given out, and loses it with its power. */
export type HsmSession =
  | (Base & { readonly kind: 'read-bas'; readonly internalAnswer: Uint8Array })
  | (FileSession & { readonly kind: 'read' })
  | (FileSession & { readonly kind: 'write' })
  | (Base & { readonly kind: PinService })
  | (Base & { readonly kind: `${PinService}-secured`; readonly header: Uint8Array })
  | (Base & { readonly kind: 'debit'; readonly debit: Debit })

/** One place for the one session that a reader can have. */
export interface SessionPlace {
  current: HsmSession | undefined
}

/** Takes the session out, so that no answer of the key machine serves twice. Code −23 if the step before it was another one. */
export function takeSession<Kind extends HsmSession['kind']>(
  place: SessionPlace,
  kind: Kind,
): Extract<HsmSession, { kind: Kind }> {
  const session = place.current
  place.current = undefined
  if (session?.kind !== kind) throw DriverFailure.own(-23)
  return session as Extract<HsmSession, { kind: Kind }>
}
