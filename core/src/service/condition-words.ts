import { groundKinds } from '../holder/ground.ts'
import type { Condition } from './condition.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

/** Article 12: a condition in words that its holder can read; `nameOf` says how a service is called. */
export function conditionWords(condition: Condition, nameOf: (serviceId: string) => Words): Words {
  if ('all' in condition && condition.all.length === 0) {
    return { zh: '持有已启用的社会保障卡即可', en: 'every enabled social security card' }
  }
  return words(condition, nameOf)
}

function words(condition: Condition, nameOf: (serviceId: string) => Words): Words {
  if ('all' in condition) return joined(condition.all, nameOf, { zh: '，并且', en: ' and ' })
  if ('any' in condition) return joined(condition.any, nameOf, { zh: '，或者', en: ' or ' })
  if ('not' in condition) {
    const { zh, en } = part(condition.not, nameOf)
    return { zh: `不属于以下情形：${zh}`, en: `not: ${en}` }
  }
  if ('age' in condition) return ageWords(condition.age)
  if ('ground' in condition) {
    const kinds = condition.ground.map((kind) => groundKinds[kind])
    return {
      zh: `已登记${kinds.map(({ zh }) => zh).join('或')}`,
      en: `on record: ${kinds.map(({ en }) => en).join(' or ')}`,
    }
  }
  if ('residence' in condition) return { zh: '在本市居住', en: 'resident of the city' }
  const { zh, en } = nameOf(condition.ticket)
  return { zh: `卡上已加载${zh}`, en: `${en} loaded on the card` }
}

function joined(parts: readonly Condition[], nameOf: (serviceId: string) => Words, by: Words): Words {
  const all = parts.map((one) => part(one, nameOf))
  return { zh: all.map(({ zh }) => zh).join(by.zh), en: all.map(({ en }) => en).join(by.en) }
}

/** A part that has parts itself stands in brackets: "and" and "or" never mix unseen. */
function part(condition: Condition, nameOf: (serviceId: string) => Words): Words {
  const inner = words(condition, nameOf)
  const several = ('all' in condition && condition.all.length > 1) || ('any' in condition && condition.any.length > 1)
  return several ? { zh: `（${inner.zh}）`, en: `(${inner.en})` } : inner
}

function ageWords({ from, below }: { readonly from?: number; readonly below?: number }): Words {
  if (below === undefined) return { zh: `年满${from ?? 0}周岁`, en: `aged ${from ?? 0} or over` }
  if (from === undefined) return { zh: `未满${below}周岁`, en: `under ${below} years of age` }
  return { zh: `年满${from}周岁、未满${below}周岁`, en: `aged ${from} or over and under ${below}` }
}
