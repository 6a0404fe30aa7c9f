import type { RefusalEntry } from './refusal.ts'

/** Refusals of the chapter use: may this card, now, for this service (Articles 2, 5, 9). */
export const useRefusals = {
  'terminal-not-registered': {
    status: 403,
    article: 9,
    zh: '终端 {terminal} 未登记。',
    en: 'There is no registered terminal {terminal}.',
    remedy: { zh: '请所属机构登记终端后使用。', en: 'The institution registers the terminal before it is used.' },
  },
  'terminal-out-of-service': {
    status: 403,
    article: 9,
    zh: '终端 {terminal} 已停用或注销。',
    en: 'The terminal {terminal} is suspended or retired.',
    remedy: {
      zh: '请改用其他终端，或联系所属机构恢复。',
      en: 'Use another terminal, or ask the institution to restore it.',
    },
  },
  'terminal-not-offline': {
    status: 403,
    article: 9,
    zh: '终端 {terminal} 未获准离线使用，不能补传记录。',
    en: 'The terminal {terminal} may not work off line, so it has nothing to tell later.',
    remedy: { zh: '请联网使用，或申请离线权限。', en: 'Use it on line, or have it registered for use off line.' },
  },
  'service-not-offered': {
    status: 403,
    article: 5,
    zh: '该终端未登记服务 {service}。',
    en: 'This terminal does not offer the service {service}.',
    remedy: { zh: '请使用办理该服务的终端。', en: 'Use a terminal that offers it.' },
  },
  'service-not-in-catalogue': {
    status: 404,
    article: 5,
    zh: '目录中没有服务 {service}。',
    en: 'The catalogue has no service {service}.',
    remedy: { zh: '请从服务目录中选择。', en: 'Choose a service of the catalogue.' },
  },
  'month-not-over': {
    status: 409,
    article: 11,
    zh: '{month} 尚未结束，统计不予公布。',
    en: 'The month {month} is not over; its statistics are not told.',
    remedy: { zh: '请于 {from} 起查询。', en: 'Ask from {from} on.' },
  },
  'institution-out-of-contract': {
    status: 403,
    article: 5,
    zh: '机构 {institution} 没有服务 {service} 的有效协议。',
    en: 'The institution {institution} has no agreement in force for the service {service}.',
    remedy: { zh: '请先签订或续签协议。', en: 'The agreement must be signed or renewed first.' },
  },
} as const satisfies Record<string, RefusalEntry>
