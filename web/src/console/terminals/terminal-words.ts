import type { ReaderState, TerminalKind, TerminalStatus } from '@yika/core/terminal/terminal.ts'
import type { TerminalCondition } from '@yika/core/terminal/terminal-condition.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

export const terminalKindWords = {
  hospital: { zh: '医院终端', en: 'hospital desk' },
  pharmacy: { zh: '药店终端', en: 'pharmacy desk' },
  gate: { zh: '闸机', en: 'gate' },
  bus: { zh: '车载终端', en: 'bus' },
  park: { zh: '公园终端', en: 'park' },
  library: { zh: '图书馆终端', en: 'library' },
  counter: { zh: '窗口', en: 'counter' },
  kiosk: { zh: '自助终端', en: 'kiosk' },
} as const satisfies Record<TerminalKind, Words>

export const terminalStatusWords = {
  active: { zh: '在用', en: 'in service' },
  suspended: { zh: '已暂停', en: 'suspended' },
  retired: { zh: '已停用', en: 'retired' },
} as const satisfies Record<TerminalStatus, Words>

export const terminalStatusTones = { active: 'good', suspended: 'warn', retired: undefined } as const

/** The worst first: what nobody hears of comes before what complains. */
export const conditionsWorstFirst = [
  'silent',
  'failing',
  'degraded',
  'ok',
] as const satisfies readonly TerminalCondition[]

export const conditionWords = {
  silent: { zh: '失联', en: 'silent' },
  failing: { zh: '故障', en: 'failing' },
  degraded: { zh: '异常', en: 'degraded' },
  ok: { zh: '正常', en: 'works' },
} as const satisfies Record<TerminalCondition, Words>

export const conditionTones = { silent: 'bad', failing: 'bad', degraded: 'warn', ok: 'good' } as const

export const readerWords = {
  ok: { zh: '正常', en: 'works' },
  fault: { zh: '故障', en: 'faulty' },
  absent: { zh: '未连接', en: 'absent' },
} as const satisfies Record<ReaderState, Words>
