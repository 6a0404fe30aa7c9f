import { useKeys } from '../ui/keys.ts'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('select-keys', {
  zh: { card: '快捷键用于第 {{place}} 张卡' },
  en: { card: 'Let the keys mean card {{place}}' },
})

const digits = 9

/** Where somebody has several cards, a digit says which one the keys mean. */
export function SelectKeys({
  count,
  onSelect,
}: {
  readonly count: number
  readonly onSelect: (index: number) => void
}) {
  const say = useSay(words)
  useKeys(
    Array.from({ length: Math.min(count, digits) }, (_, index) => ({
      key: String(index + 1),
      label: say('card', { place: index + 1 }),
      run: () => onSelect(index),
    })),
  )
  return null
}
