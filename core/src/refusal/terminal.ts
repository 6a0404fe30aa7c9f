import type { RefusalEntry } from './refusal.ts'

/** Refusals of the chapter terminal: the devices at which the card is used (Articles 5, 9, 12). */
export const terminalRefusals = {
  'terminal-exists': {
    status: 409,
    article: 5,
    zh: '终端 {terminalId} 已登记。',
    en: 'The terminal {terminalId} is registered already.',
    remedy: { zh: '请换一个终端标识。', en: 'Choose another identifier.' },
  },
  'terminal-retired': {
    status: 409,
    article: 5,
    zh: '该终端已停用。',
    en: 'This terminal has been retired.',
    remedy: { zh: '需要时请以新标识登记。', en: 'Register it under a new identifier if needed.' },
  },
  'terminal-not-active': {
    status: 409,
    article: 5,
    zh: '该终端已暂停使用。',
    en: 'This terminal is suspended.',
    remedy: { zh: '请先恢复该终端。', en: 'Resume the terminal first.' },
  },
  'terminal-not-suspended': {
    status: 409,
    article: 5,
    zh: '该终端未被暂停。',
    en: 'This terminal is not suspended.',
    remedy: { zh: '无需恢复。', en: 'There is nothing to resume.' },
  },
  'terminal-suspended-by-office': {
    status: 403,
    article: 5,
    zh: '该终端由社会保障卡管理部门暂停，机构不能自行恢复。',
    en: 'The card office has suspended this terminal; its institution cannot resume it.',
    remedy: { zh: '请联系社会保障卡管理部门。', en: 'Call the card office.' },
  },
  'terminal-service-without-agreement': {
    status: 422,
    article: 5,
    zh: '机构 {institution} 没有服务 {service} 的有效协议。',
    en: 'The institution {institution} has no agreement in force for the service {service}.',
    remedy: { zh: '请先签订协议，或去掉该服务。', en: 'Agree on the service first, or leave it out.' },
  },
  'list-version-unknown': {
    status: 422,
    article: 9,
    zh: '状态名单 {shard} 没有版本 {version}。',
    en: 'The status list {shard} has no version {version}.',
    remedy: { zh: '请重新下载名单。', en: 'Fetch the list again.' },
  },
} as const satisfies Record<string, RefusalEntry>
