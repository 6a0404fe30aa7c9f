import { type RightsRow, rights } from '@yika/core/access/rights.ts'
import type { Role } from '@yika/core/access/role.ts'
import { type Application, type ApplicationStatus, applicationTransitions } from '@yika/core/application/application.ts'
import type { Card } from '@yika/core/card/card.ts'
import type { CardView } from '@yika/core/card/card-view.ts'
import { financeRefusal, socialRefusal } from '@yika/core/card/refusals-of-state.ts'
import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import { refusalText } from '@yika/core/refusal/catalogue.ts'
import type { Bilingual } from '../client/problem.ts'
import type { Presenter } from './visit.ts'

/** What a counter does with a card, in the order in which the life of a card brings it. */
export const cardDeeds = {
  collect: 'collect-card',
  enable: 'enable-social',
  activate: 'activate-finance',
  loss: 'report-loss',
  replace: 'apply-for-card',
  release: 'release-loss',
  unblock: 'unblock-pin',
  pin: 'start-pin-reset',
  cancel: 'cancel-card',
} as const satisfies Record<string, keyof typeof rights>
export type CardDeed = keyof typeof cardDeeds

/** Who asks, where they sit, and for whom. */
export interface Desk {
  readonly role: Role | null
  readonly bankId: string | null
  readonly presenter: Presenter
  readonly applicationOpen: boolean
}

const otherBank = {
  zh: '此卡由其他银行发行，请到发卡银行办理。',
  en: 'Another bank issued this card: it is done there.',
} as const satisfies Bilingual

const noBank = {
  zh: '此卡没有发卡银行，请到区级经办窗口办理。',
  en: 'No bank issued this card: a counter of the district does it.',
} as const satisfies Bilingual

export const openAlready = {
  zh: '此人已有一笔未办结的申领，请先看其进度。',
  en: 'There is an open application already: look at its progress first.',
} as const satisfies Bilingual

const withGuardian = {
  zh: '代办人不能代为办理，须本人或监护人到场。',
  en: 'Not by a proxy: the holder or a guardian has to come.',
} as const satisfies Bilingual

/** Why a deed is not offered; undefined where it is. Read from the tables that the server decides by; it decides again. */
export function whyNot(deed: CardDeed, card: CardView, desk: Desk): Bilingual | undefined {
  const row: RightsRow = rights[cardDeeds[deed]]
  const scope = desk.role === null ? undefined : row[desk.role]
  if (scope === undefined) return said(refuse('not-permitted'))
  if (deed === 'replace' && desk.applicationOpen) return openAlready
  const refusal = refusalOf(deed, card)
  if (refusal !== undefined) return said(refusal)
  if (deed !== 'replace' && scope === 'visit-bank' && card.bankId !== desk.bankId)
    return card.bankId === null ? noBank : otherBank
  if (deed === 'activate' && desk.presenter === 'proxy') return withGuardian
  return undefined
}

function refusalOf(deed: CardDeed, view: CardView): Refused | undefined {
  // The view leaves out what is secret; the states, which are all that is asked for here, are those of the card.
  const card = view as unknown as Card
  const may = (action: string): boolean => view.actions.includes(action)
  switch (deed) {
    case 'collect':
      return card.physical === 'at-outlet' && card.social === 'none' ? undefined : refuse('card-not-to-be-collected')
    case 'enable':
      return may('enable-social') ? undefined : socialRefusal(card)
    case 'activate':
      if (may('activate-finance')) return undefined
      return card.finance === 'dormant' ? socialRefusal(card) : financeRefusal(card)
    case 'loss':
      return may('report-loss') ? undefined : socialRefusal(card)
    case 'replace':
      return card.social === 'suspended-formal' || may('report-loss') ? undefined : socialRefusal(card)
    case 'release':
      if (may('release-loss')) return undefined
      return card.social === 'suspended-formal' ? refuse('card-lost-formally') : refuse('loss-not-reported')
    case 'pin':
      return may('start-pin-reset') ? undefined : socialRefusal(card)
    case 'unblock':
      return may('unblock-pin') ? undefined : refuse('pin-not-locked')
    case 'cancel':
      return may('cancel-card') ? undefined : socialRefusal(card)
  }
}

function said({ code, detail = {} }: Refused): Bilingual {
  return { zh: refusalText(code, detail, 'zh'), en: refusalText(code, detail, 'en') }
}

/** Until a card is being made, by the bank at which it was applied for. */
export function mayWithdraw(application: Pick<Application, 'status' | 'bankId'>, desk: Desk): boolean {
  const row: RightsRow = rights['withdraw-application']
  const scope = desk.role === null ? undefined : row[desk.role]
  const open: readonly ApplicationStatus[] = applicationTransitions[application.status]
  if (scope === undefined || !open.includes('withdrawn')) return false
  return scope !== 'visit-bank' || application.bankId === desk.bankId
}
