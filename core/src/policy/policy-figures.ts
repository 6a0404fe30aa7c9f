import { benefitFigures } from './figure/benefit.ts'
import { calendarFigures } from './figure/calendar.ts'
import { cardAndPersonFigures } from './figure/card-and-person.ts'
import { chipFigures } from './figure/chip.ts'
import { eCardFigures } from './figure/e-card.ts'
import { feeFigures } from './figure/fee.ts'
import { ledgerFigures } from './figure/ledger.ts'
import { limitFigures } from './figure/limit.ts'
import { lossAndPinFigures } from './figure/loss-and-pin.ts'
import { medicalFigures } from './figure/medical.ts'
import { photoFigures } from './figure/photo.ts'
import { productionFigures } from './figure/production.ts'
import { promiseFigures } from './figure/promise.ts'
import { rightAndRetentionFigures } from './figure/right-and-retention.ts'
import { terminalFigures } from './figure/terminal.ts'
import { travelFigures } from './figure/travel.ts'
import { useFigures } from './figure/use.ts'
import type { PolicyFigure } from './policy-figure.ts'

/** Every figure that a decision or a page may use (M17.1). A key that is not here cannot be given a value. */
export const policyFigures = {
  ...promiseFigures,
  ...lossAndPinFigures,
  ...cardAndPersonFigures,
  ...photoFigures,
  ...feeFigures,
  ...rightAndRetentionFigures,
  ...limitFigures,
  ...ledgerFigures,
  ...productionFigures,
  ...calendarFigures,
  ...chipFigures,
  ...medicalFigures,
  ...eCardFigures,
  ...travelFigures,
  ...terminalFigures,
  ...useFigures,
  ...benefitFigures,
} as const satisfies Record<string, PolicyFigure>

export type PolicyKey = keyof typeof policyFigures

const guidePrefix = 'guide.'

/** The texts of the guide are dated values like every other rule; each item is a key of its own (M12.2). */
export function guideKey(item: string): string {
  return `${guidePrefix}${item}`
}

export function isGuideKey(key: string): boolean {
  return key.startsWith(guidePrefix)
}

/** The figure behind every key of the guide. */
export const guideText = {
  kind: 'text',
  format: 'guide-item',
  title: { zh: '办事指南事项', en: 'Item of the service guide' },
  owner: 'card-office',
  legal: 'Measures art. 12',
  first: [],
} as const satisfies PolicyFigure

export function policyFigureOf(key: string): PolicyFigure | undefined {
  if (isGuideKey(key)) return guideText
  return Object.hasOwn(policyFigures, key) ? policyFigures[key as PolicyKey] : undefined
}
