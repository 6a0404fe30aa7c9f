import type { CardView } from '@yika/core/card/card-view.ts'
import type { CardDeed } from './card-deeds.ts'

const pageOf = {
  collect: 'collect',
  enable: 'enable',
  activate: 'activate',
  loss: 'report-loss',
  replace: 'report-loss',
  release: 'release-loss',
  unblock: 'unblock-pin',
  pin: 'reset-pin',
  cancel: 'cancel',
} as const satisfies Record<CardDeed, string>

/** An address of this portal, for a link and for a key alike. */
export interface DeedLink {
  readonly to: string
  readonly search?: Readonly<Record<string, string>>
}

export const applyLink = (personId: string): DeedLink => ({ to: `/person/${personId}/apply` })

export const contactLink = (personId: string): DeedLink => ({ to: `/person/${personId}/contact` })

/** Where a deed is done. A replacement begins with the formal report, and goes straight on where there is one. */
export function deedLink(deed: CardDeed, card: Pick<CardView, 'personId' | 'cardId' | 'social'>): DeedLink {
  const { personId, cardId, social } = card
  if (deed === 'replace' && social === 'suspended-formal') return applyLink(personId)
  const to = `/person/${personId}/cards/${cardId}/${pageOf[deed]}`
  return deed === 'replace' ? { to, search: { next: 'apply' } } : { to }
}
