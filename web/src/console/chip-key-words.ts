import type { ChipSuite } from '@yika/core/card/chip-suite.ts'
import type { ChipKeyState } from '@yika/core/production/chip-key.ts'

/** Where a version of the master keys is between its proposal and its end. */
export const chipKeyStateWords = {
  proposed: { zh: '待第二人确认', en: 'waits for a second person' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  confirmed: { zh: '加密机正在产生', en: 'the key machine is making it' },
  active: { zh: '在用', en: 'in use' },
  retired: { zh: '已停用（旧卡继续有效）', en: 'retired (cards that have it work on)' },
  'destruction-proposed': { zh: '待第二人确认销毁', en: 'destruction waits for a second person' },
  'destruction-confirmed': { zh: '加密机正在销毁', en: 'the key machine is destroying it' },
  destroyed: { zh: '已销毁', en: 'destroyed' },
} as const satisfies Record<ChipKeyState, { zh: string; en: string }>

export const chipSuiteWords = {
  sm: { zh: '国密 SM4（第三代卡）', en: 'SM4 (third generation)' },
  des: { zh: '3DES（第一、二代卡）', en: 'triple DES (first and second generation)' },
} as const satisfies Record<ChipSuite, { zh: string; en: string }>

export function chipKeyTone(state: ChipKeyState): 'good' | 'warn' | 'bad' | undefined {
  if (state === 'active') return 'good'
  if (state === 'destroyed') return 'bad'
  return state === 'withdrawn' || state === 'retired' ? undefined : 'warn'
}
