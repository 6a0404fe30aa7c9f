import { type Static, Type } from 'typebox'
import { figuresIn } from '../policy/figures-in-text.ts'
import { isGuideKey, policyFigureOf } from '../policy/policy-figures.ts'

/** Ways to reach the services, with the names people know (Article 12). */
export const guideChannels = {
  website: { zh: '市人力资源和社会保障局官网', en: 'bureau website' },
  wechat: { zh: '“北京人社”微信公众号', en: 'WeChat account of the bureau' },
  'mini-program': { zh: '京通、北京民生一卡通小程序', en: 'mini-programs Jingtong and One Card' },
  'service-point': { zh: '区、街两级社会保障卡服务网点', en: 'district and street service points' },
  'bank-outlet': { zh: '合作银行服务网点', en: 'outlets of the cooperating banks' },
  'issuing-bank': { zh: '发卡银行网点', en: 'outlets of the bank that issued the card' },
  kiosk: { zh: '自助终端', en: 'kiosk' },
  hotline: { zh: '服务热线', en: 'hotline' },
  employer: { zh: '用人单位', en: 'employer' },
} as const satisfies Record<string, { zh: string; en: string }>

export type GuideChannel = keyof typeof guideChannels

/** A text in both languages; `{sla.reissue.online}` in it prints that figure of the rules. */
const text = Type.Object({
  zh: Type.String({ minLength: 1, maxLength: 1000 }),
  en: Type.String({ minLength: 1, maxLength: 2000 }),
})
export type GuideText = Static<typeof text>

const texts = Type.Array(text, { maxItems: 30 })
const channels = Object.keys(guideChannels) as GuideChannel[]
const figureOfCase = Type.Object({ of: text, figure: Type.String({ pattern: '^[a-z0-9.-]{3,80}$' }) })

/** What the guide says about one thing that can be handled with the card, before its figures are written out. */
export const guideItemContent = Type.Object(
  {
    /** Place in the list. */
    order: Type.Integer({ minimum: 1, maximum: 999 }),
    title: text,
    conditions: texts,
    materials: texts,
    steps: texts,
    channels: Type.Array(Type.Enum(channels), { maxItems: channels.length }),
    /** In which case which figure is the time limit: never a number of its own (M12.1). */
    timeLimits: Type.Array(figureOfCase, { maxItems: 10 }),
    fees: Type.Array(figureOfCase, { maxItems: 10 }),
    /** The figure that holds the number to call. */
    contact: Type.String({ pattern: '^[a-z0-9.-]{3,80}$' }),
  },
  { additionalProperties: false },
)
export type GuideItem = Static<typeof guideItemContent>

/** Every rule whose figure the item prints, each once. */
export function figuresOf(item: GuideItem): readonly string[] {
  const named = [...item.timeLimits, ...item.fees].map(({ figure }) => figure)
  return [...new Set([...named, item.contact, ...figuresIn(JSON.stringify(item))])]
}

/** A figure that the item prints and that is no rule: page and behaviour could differ (M12.1). */
export function unknownFigureIn(item: GuideItem): string | undefined {
  return figuresOf(item).find((key) => isGuideKey(key) || policyFigureOf(key) === undefined)
}
