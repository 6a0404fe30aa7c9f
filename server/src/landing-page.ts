import { page } from './kernel/page.ts'

interface Door {
  readonly href: string
  readonly zh: string
  readonly en: string
  readonly about: string
}

const published: readonly Door[] = [
  {
    href: '/v1/service/guide',
    zh: '办事指南',
    en: 'Service guide',
    about: '条件、材料、步骤、时限、费用 · what is needed, how long it takes, what it costs',
  },
  {
    href: '/v1/bank/banks',
    zh: '合作银行',
    en: 'Cooperating banks',
    about: '服务银行目录 · the catalogue a holder chooses from',
  },
  {
    href: '/v1/bank/outlets',
    zh: '服务网点',
    en: 'Outlets',
    about: '地址、时间、即时制卡 · addresses, hours, cards made on the spot',
  },
  {
    href: '/v1/policy/policy-values',
    zh: '规则取值',
    en: 'Figures of the rules',
    about: '现行期限与金额及出处 · periods and amounts in force, with their source',
  },
  {
    href: '/v1/policy/interpretations',
    zh: '条文解释',
    en: 'Interpretations',
    about: '各条的公开解释 · what the responsible department has said about an article',
  },
]

const builders: readonly Door[] = [
  {
    href: '/docs',
    zh: '接口说明',
    en: 'API reference',
    about: '全部办理与查询、岗位、答复 · operations, roles, refusals',
  },
  { href: '/openapi.json', zh: 'OpenAPI 3.1', en: 'machine-readable', about: '供生成客户端 · to make a client from' },
  {
    href: '/dev/outbox',
    zh: '短信发件箱',
    en: 'Outbox',
    about: '仅本机可见 · messages to citizens, on this machine only',
  },
  { href: '/metrics', zh: '运行指标', en: 'Metrics', about: 'Prometheus' },
  { href: '/readyz', zh: '运行状况', en: 'Health', about: '/readyz · /healthz' },
]

/** The first page: what is here, for people who have just started it. */
export function landingPage(): string {
  return page(
    'Yika 一卡',
    `<h1>Yika 一卡</h1>
<p>社会保障卡管理平台<br><span lang="en">The administration of a city’s social security cards</span></p>
<h2>公开信息 <small lang="en">What is published (Article 12)</small></h2>${doors(published)}
<h2>开发与运维 <small lang="en">For those who build and run</small></h2>${doors(builders)}
<p><strong>人社部门不会以短信、电话或链接索要密码和银行卡号。</strong><br><span lang="en">The bureau never asks for a PIN or an account by message, call or link.</span></p>`,
  )
}

function doors(list: readonly Door[]): string {
  const items = list.map(
    ({ href, zh, en, about }) =>
      `<li><a href="${href}">${zh} · <span lang="en">${en}</span></a><small>${about}</small></li>`,
  )
  return `<ul class="cards">${items.join('')}</ul>`
}
