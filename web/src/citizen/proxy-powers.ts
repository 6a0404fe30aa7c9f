import { createWords } from '../ui/words.ts'

const toSee = ['cards-of-person', 'card', 'card-status', 'loss-receipts', 'rate-service'] as const

/** What a proxy may do, as people think of it, and the operations that it takes. Nobody's PIN is among them (M9.3). */
export const proxyPowers = {
  see: toSee,
  loss: [...toSee, 'report-loss', 'release-loss'],
  apply: [
    ...toSee,
    'person',
    'application-choices',
    'photo',
    'add-photo',
    'apply-for-card',
    'resubmit-application',
    'withdraw-application',
    'application',
    'applications-of-person',
  ],
  collect: [...toSee, 'collect-card'],
  enable: [...toSee, 'enable-social', 'send-enable-code'],
  money: [
    ...toSee,
    'my-money',
    'my-months',
    'my-statement',
    'my-statement-file',
    'transfer',
    'my-benefits',
    'my-fees',
    'pay-fee',
    'my-travel',
    'top-up-purse',
    'open-purse-case',
  ],
  medical: ['my-settlements'],
  data: ['person', 'my-data-reads', 'my-data-corrections', 'request-correction-of-data'],
} as const satisfies Record<string, readonly string[]>

export type ProxyPower = keyof typeof proxyPowers
export const proxyPowerNames = Object.keys(proxyPowers) as readonly ProxyPower[]

export const proxyPowerWords = createWords('proxy-powers', {
  zh: {
    see: '查看卡片状态和回执',
    loss: '挂失和解除挂失',
    apply: '申领、换领、补领和查进度',
    collect: '到网点代领卡片',
    enable: '启用社会保障功能',
    money: '看收支和待遇、缴费、充值',
    medical: '看看病结算',
    data: '查看登记信息、申请更正',
    all: '全部事项（监护）',
  },
  en: {
    see: 'See cards and receipts',
    loss: 'Report a loss and release it',
    apply: 'Apply for a card and follow the application',
    collect: 'Collect a card at an outlet',
    enable: 'Enable the social-security function',
    money: 'See money and benefits, pay fees, top up',
    medical: 'See medical bills',
    data: 'See the data on record and ask for corrections',
    all: 'Everything (guardian)',
  },
})

/** The powers that a scope gives in full; what goes beyond them is named by its operations. */
export function powersOf(scope: readonly string[]): {
  readonly powers: readonly (ProxyPower | 'all')[]
  readonly others: readonly string[]
} {
  if (scope.includes('all')) return { powers: ['all'], others: [] }
  const given = proxyPowerNames.filter((power) => proxyPowers[power].every((operation) => scope.includes(operation)))
  // Whoever may report a loss may see the cards: that need not be said again.
  const powers = given.length > 1 ? given.filter((power) => power !== 'see') : given
  const covered = new Set<string>(given.flatMap((power) => proxyPowers[power]))
  return { powers, others: scope.filter((operation) => !covered.has(operation)) }
}
