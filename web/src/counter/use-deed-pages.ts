import { useNavigate } from '@tanstack/react-router'
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

/** Where each deed is done. A replacement begins with the formal report, and goes straight on where there is one. */
export function useDeedPages(personId: string) {
  const navigate = useNavigate()
  const toApply = () => void navigate({ to: '/person/$personId/apply', params: { personId } })
  return {
    toApply,
    toContact: () => void navigate({ to: '/person/$personId/contact', params: { personId } }),
    toDeed(deed: CardDeed, { cardId, social }: Pick<CardView, 'cardId' | 'social'>) {
      if (deed === 'replace' && social === 'suspended-formal') toApply()
      else
        void navigate({
          to: `/person/$personId/cards/$cardId/${pageOf[deed]}`,
          params: { personId, cardId },
          search: deed === 'replace' ? { next: 'apply' } : {},
        })
    },
  }
}
