import { benefitFigures } from '@yika/core/policy/figure/benefit.ts'
import { calendarFigures } from '@yika/core/policy/figure/calendar.ts'
import { cardAndPersonFigures } from '@yika/core/policy/figure/card-and-person.ts'
import { chipFigures } from '@yika/core/policy/figure/chip.ts'
import { eCardFigures } from '@yika/core/policy/figure/e-card.ts'
import { feeFigures } from '@yika/core/policy/figure/fee.ts'
import { ledgerFigures } from '@yika/core/policy/figure/ledger.ts'
import { limitFigures } from '@yika/core/policy/figure/limit.ts'
import { lossAndPinFigures } from '@yika/core/policy/figure/loss-and-pin.ts'
import { medicalFigures } from '@yika/core/policy/figure/medical.ts'
import { photoFigures } from '@yika/core/policy/figure/photo.ts'
import { productionFigures } from '@yika/core/policy/figure/production.ts'
import { promiseFigures } from '@yika/core/policy/figure/promise.ts'
import { rightAndRetentionFigures } from '@yika/core/policy/figure/right-and-retention.ts'
import { terminalFigures } from '@yika/core/policy/figure/terminal.ts'
import { travelFigures } from '@yika/core/policy/figure/travel.ts'
import { useFigures } from '@yika/core/policy/figure/use.ts'
import type { PolicyFigure } from '@yika/core/policy/policy-figure.ts'

interface PolicyChapter {
  readonly title: { readonly zh: string; readonly en: string }
  /** Whom a change of one of its figures touches, in words: said before somebody proposes one. */
  readonly touches: { readonly zh: string; readonly en: string }
  readonly figures: Readonly<Record<string, PolicyFigure>>
}

/** The figures of the rules as the offices speak of them. */
export const policyChapters = {
  promise: {
    title: { zh: '办理时限', en: 'Promised times' },
    touches: {
      zh: '影响生效日起受理的申请：向申请人承诺的日期随之改变，办事指南同日更新。此前已承诺的日期不变。',
      en: 'Touches applications accepted from that day on: the day promised to applicants changes, and the service guide with it. Days promised before stay.',
    },
    figures: promiseFigures,
  },
  'loss-and-pin': {
    title: { zh: '挂失与密码', en: 'Loss and PIN' },
    touches: {
      zh: '影响生效日起挂失、解挂或使用密码的持卡人，以及窗口和热线的应答。此前出具的回执不变。',
      en: 'Touches holders who report a loss, release one or use a PIN from that day on, and what counters and hotline answer. Receipts given before stay as they are.',
    },
    figures: lossAndPinFigures,
  },
  'card-and-person': {
    title: { zh: '卡片与人员', en: 'Cards and persons' },
    touches: {
      zh: '影响生效日起申领、到期或办理登记的人员；已发卡片按发卡时的规定。',
      en: 'Touches persons who apply, whose card runs out or who are registered from that day on; cards already issued follow the rule of their day.',
    },
    figures: cardAndPersonFigures,
  },
  photo: {
    title: { zh: '照片要求', en: 'Photos' },
    touches: {
      zh: '影响生效日起上传的照片；此前合格的照片仍然有效。',
      en: 'Touches photos added from that day on; those accepted before remain good.',
    },
    figures: photoFigures,
  },
  'e-card': {
    title: { zh: '电子社会保障卡', en: 'The e-card' },
    touches: {
      zh: '影响生效日起出示、绑定或更新的电子社会保障卡；手机上未到期的凭据按签发时的规定。',
      en: 'Touches e-cards shown, bound or renewed from that day on; what telephones hold already keeps the rule under which it was issued.',
    },
    figures: eCardFigures,
  },
  fee: {
    title: { zh: '收费', en: 'Fees' },
    touches: {
      zh: '影响生效日起办理的人员须缴的费用；办事指南公示的金额同日更新。',
      en: 'Touches what people pay from that day on; the amounts published in the service guide change on the same day.',
    },
    figures: feeFigures,
  },
  production: {
    title: { zh: '制卡与发放', en: 'Production and distribution' },
    touches: {
      zh: '影响生效日起的组批、制卡、装箱与发放，即银行、制卡厂和管理岗位的工作。',
      en: 'Touches batches, production, packing and handing out from that day on: the work of banks, factory and staff.',
    },
    figures: productionFigures,
  },
  right: {
    title: { zh: '个人信息权利与保存期限', en: 'Rights and retention' },
    touches: {
      zh: '影响全体持卡人个人信息的答复时限与保存期限。',
      en: 'Touches every holder: how soon requests about personal data are answered, and how long data are kept.',
    },
    figures: rightAndRetentionFigures,
  },
  limit: {
    title: { zh: '限额与告警', en: 'Limits and alerts' },
    touches: {
      zh: '影响工作人员和接入系统：超过限额会被拒绝或告警。',
      en: 'Touches staff and connected systems: beyond a limit they are refused or an alert is raised.',
    },
    figures: limitFigures,
  },
  ledger: {
    title: { zh: '资金与对账', en: 'Money and reconciliation' },
    touches: {
      zh: '影响生效日起人工办理的资金变更和对账差错的处理时限；已入账的不变。',
      en: 'Touches changes of money made by hand and differences found from that day on; what was posted stays.',
    },
    figures: ledgerFigures,
  },
  calendar: {
    title: { zh: '工作日历', en: 'Working-day calendar' },
    touches: {
      zh: '影响所有以工作日计算的时限：生效日起作出的承诺按新日历计算。',
      en: 'Touches every time that counts in working days: promises made from that day on use the new calendar.',
    },
    figures: calendarFigures,
  },
  chip: {
    title: { zh: '芯片', en: 'Chip' },
    touches: {
      zh: '影响生效日起制作的卡片；已发卡片不变。',
      en: 'Touches cards made from that day on; cards already issued stay as they are.',
    },
    figures: chipFigures,
  },
  terminal: {
    title: { zh: '终端与状态名单', en: 'Terminals and status lists' },
    touches: {
      zh: '影响各用卡机构的终端：状态名单多久发布一次，何时判定终端失联或异常。',
      en: 'Touches the terminals of every institution: how often status lists are published, and when a terminal counts as silent or ill.',
    },
    figures: terminalFigures,
  },
  medical: {
    title: { zh: '医疗保险待遇', en: 'Medical insurance' },
    touches: {
      zh: '影响生效日起发生的就医费用；此前发生的费用按就诊当日的标准结算。',
      en: 'Touches care from that day on; what was given before is settled by the table of its day.',
    },
    figures: medicalFigures,
  },
  travel: {
    title: { zh: '交通与公园', en: 'Travel and parks' },
    touches: {
      zh: '影响生效日起的乘车、充值、余额结转和公园年票；此前的行程按当时票价计算。',
      en: 'Touches rides, top-ups, transfers of a purse and annual tickets from that day on; rides before cost what they did then.',
    },
    figures: travelFigures,
  },
  use: {
    title: { zh: '用卡', en: 'Use of the card' },
    touches: {
      zh: '影响生效日起在终端用卡的判定：终端时钟允许的偏差与离线记录的补传期限。',
      en: 'Touches decisions at terminals from that day on: how far a clock may be off, and how late uses may be told.',
    },
    figures: useFigures,
  },
  benefit: {
    title: { zh: '待遇发放', en: 'Payment of benefits' },
    touches: {
      zh: '影响生效日起未能入账的待遇：再次发放的次数随之改变，已退回部门的不变。',
      en: 'Touches benefits that could not be credited from that day on: how often they are tried again. What went back to its department stays there.',
    },
    figures: benefitFigures,
  },
} as const satisfies Record<string, PolicyChapter>

export type PolicyChapterName = keyof typeof policyChapters
export const policyChapterNames = Object.keys(policyChapters) as readonly PolicyChapterName[]

export function chapterOfKey(key: string): PolicyChapter | undefined {
  return Object.values(policyChapters).find(({ figures }) => Object.hasOwn(figures, key))
}
