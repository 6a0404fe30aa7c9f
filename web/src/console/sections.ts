import type { CommandName, QueryName } from '../client/operations.ts'

export interface Section {
  readonly to: string
  /** Whoever may do one of these finds work there; bank staff do theirs at the counter. */
  readonly anyOf: readonly (CommandName | QueryName)[]
  /** Where the right is one department's alone: the others would only be refused. */
  readonly departments?: readonly string[]
  readonly title: { readonly zh: string; readonly en: string }
  readonly about: { readonly zh: string; readonly en: string }
}

/** The desks of the console, in the order in which they stand on the home page; the head of each page names them too. */
export const sections: readonly Section[] = [
  {
    to: '/inbox',
    anyOf: ['application/applications-to-review', 'holder/death-reports', 'service/sign-agreement'],
    title: { zh: '待办', en: 'To do' },
    about: {
      zh: '需要您判断或由第二人批准的事项，按岗位列出：申领、更正、依据、规则、协议、公告。',
      en: 'What wants your judgement or a second person, by your role: applications, corrections, grounds, rules, agreements.',
    },
  },
  {
    to: '/figures',
    anyOf: ['oversight/applications-by-day'],
    title: { zh: '统计看板', en: 'Figures' },
    about: {
      zh: '申领量、在办环节、承诺时限、挂失时效、各银行对比。',
      en: 'Applications, what stands where, promises, loss reports, the banks side by side.',
    },
  },
  {
    to: '/batches',
    anyOf: ['production/batches'],
    title: { zh: '制卡批次', en: 'Batches' },
    about: {
      zh: '组批、复核放行、送银行和制卡厂、处理失败卡片、核对结清。',
      en: 'Form, release, send to bank and factory, settle failures, reconcile to zero.',
    },
  },
  {
    to: '/factory-keys',
    anyOf: ['production/factory-keys'],
    title: { zh: '制卡厂公钥', en: 'Factory keys' },
    about: {
      zh: '一人登记、另一人确认后，制卡订单才用该公钥加密。',
      en: 'One person sets, another confirms: only then are orders closed for the key.',
    },
  },
  {
    to: '/chip-keys',
    anyOf: ['production/chip-keys'],
    title: { zh: '芯片主密钥', en: 'Chip keys' },
    about: {
      zh: '主密钥的产生、停用与销毁，均由两人办理；核对校验值。',
      en: 'Made, retired and destroyed by two persons; check values to compare.',
    },
  },
  {
    to: '/blanks',
    anyOf: ['production/stock-blanks', 'oversight/audit-rows'],
    title: { zh: '卡基库存', en: 'Blanks' },
    about: {
      zh: '入库、移交、废卡基双人销毁、日终盘点差异。',
      en: 'Deliveries, hand-overs, destruction by two, differences of the daily count.',
    },
  },
  {
    to: '/parcels',
    anyOf: ['distribution/form-parcel', 'oversight/audit-rows'],
    title: { zh: '发放包裹', en: 'Parcels' },
    about: { zh: '成品卡装箱、发出、签收情况和清单。', en: 'Pack, send off, who received what, contents.' },
  },
  {
    to: '/lying-cards',
    anyOf: ['distribution/dispatch-parcel'],
    title: { zh: '滞留卡片', en: 'Lying cards' },
    about: {
      zh: '久未领取、缺失、封存的卡片；双人销毁。',
      en: 'Cards that wait too long, are missing or sealed; destruction by two.',
    },
  },
  {
    to: '/settlement',
    anyOf: ['settlement/settlement-figures', 'settlement/medical-claims'],
    departments: ['medical-security'],
    title: { zh: '医保结算', en: 'Settlement' },
    about: {
      zh: '各险种逐月结算、待遇标准、手工报销的受理与审批、医保目录。',
      en: 'What each insurance paid, the tables, claims by hand and their decision, the hospital catalogue.',
    },
  },
  {
    to: '/benefits',
    anyOf: ['settlement/benefit-batches'],
    title: { zh: '待遇发放', en: 'Benefits' },
    about: {
      zh: '待遇项目，发放批次的明细、结果、重发和凭证，四数相符。',
      en: 'Programmes; batches with their lines, results, retries and vouchers, and sums that agree.',
    },
  },
  {
    to: '/ledger',
    anyOf: ['ledger/ledger-accounts'],
    departments: ['finance'],
    title: { zh: '资金账务', en: 'Ledger' },
    about: {
      zh: '试算平衡、机构和基金账户明细、每笔流水、部门预算的拟定与复核。',
      en: 'Trial balance, statements of institutions and funds, every transfer, budgets by two persons.',
    },
  },
  {
    to: '/reconciliation',
    anyOf: ['reconciliation/reconciliation-days'],
    departments: ['finance'],
    title: { zh: '对账', en: 'Reconciliation' },
    about: {
      zh: '各对账方逐日状态，差异及其天数，三方金额，两人处理。',
      en: 'Partners day by day, differences and their age, what the three say, closed by two persons.',
    },
  },
  {
    to: '/travel',
    anyOf: ['travel/travel-signals'],
    title: { zh: '交通出行', en: 'Travel' },
    about: {
      zh: '运营日应收、旧卡余额结转、异地用卡线索。',
      en: 'What operators are owed for a day, purses of ended cards, cards in two places.',
    },
  },
  {
    to: '/policy',
    anyOf: ['policy/policy-history'],
    title: { zh: '规则参数', en: 'Rules' },
    about: {
      zh: '时限、限额、费用和办事指南：一人提议、另一人批准，按生效日执行；条文解释。',
      en: 'Times, limits, fees and the guide: proposed by one, approved by another, dated; interpretations.',
    },
  },
  {
    to: '/audit',
    anyOf: ['oversight/audit-rows'],
    title: { zh: '审计日志', en: 'Audit' },
    about: {
      zh: '谁在何时为何办理或查看了什么；按人员、操作人、事项和结果查询，导出 CSV。',
      en: 'Who did or saw what, when and why; by person, actor, operation and outcome; CSV.',
    },
  },
  {
    to: '/import',
    anyOf: ['holder/register-person'],
    title: { zh: '批量登记', en: 'Import' },
    about: {
      zh: '从 CSV 文件登记人员：对应各列、试运行、导入、暂停和继续，错误文件更正后再导入。',
      en: 'Register persons from a CSV file: columns, dry run, import, pause and go on, an error file to put right.',
    },
  },
  {
    to: '/services',
    anyOf: ['service/publish-service', 'use/use-statistics'],
    title: { zh: '用卡服务', en: 'Services' },
    about: {
      zh: '卡上服务目录：适用条件、用卡方式、收费、使用统计；发布和终止。',
      en: 'The catalogue of what the card opens: conditions, fees, statistics of use; publish and end.',
    },
  },
  {
    to: '/institutions',
    anyOf: ['service/institutions'],
    title: { zh: '用卡机构', en: 'Institutions' },
    about: {
      zh: '医院、公园、公交等机构的登记，用卡协议的提出、签署和终止，终端。',
      en: 'Hospitals, parks, transport: their records, agreements proposed, signed and ended, terminals.',
    },
  },
  {
    to: '/integrations',
    anyOf: ['service/integrations-announced'],
    title: { zh: '整合服务', en: 'Integrated services' },
    about: {
      zh: '旧卡改用社会保障卡：公告、签署、延长权益，旧卡分批迁移。',
      en: 'Old cards give way: announced, signed, rights prolonged; old cards moved in batches.',
    },
  },
  {
    to: '/terminals',
    anyOf: ['terminal/terminals'],
    title: { zh: '终端', en: 'Terminals' },
    about: {
      zh: '用卡终端的状况、暂停和停用；挂失名单送达哪些终端的证明。',
      en: 'How terminals are, suspended and retired; the proof which of them hold a list of lost cards.',
    },
  },
  {
    to: '/banks',
    anyOf: ['bank/open-outlet'],
    title: { zh: '银行网点', en: 'Banks' },
    about: {
      zh: '合作银行的列入、服务事项与退出；网点的开办、修改、停办，营业时间和无障碍服务。',
      en: 'Banks admitted, their services, withdrawn; outlets opened, changed and closed, with hours and accessibility.',
    },
  },
  {
    to: '/organisations',
    anyOf: ['access/staff-accounts'],
    title: { zh: '机构人员', en: 'Staff' },
    about: {
      zh: '机构登记、更名与终止；工作人员账户、岗位、首次登录码、重置登录和停用。',
      en: 'Organisations registered, renamed and ended; accounts, roles, enrolment codes, sign-in reset, dismissal.',
    },
  },
]
