import { useKeys } from '../ui/keys.ts'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('print-keys', {
  zh: { a4: '打印 A4 回执', roll: '打印小票', keys: '打印：F2 为 A4，F3 为 80 毫米小票。' },
  en: {
    a4: 'Print the receipt on A4',
    roll: 'Print it on the roll',
    keys: 'To print: F2 on A4, F3 on the 80 mm roll.',
  },
})

/** The receipt goes to the printer by a key, as everything at a desk. */
export function PrintKeys() {
  const say = useSay(words)
  const print = (paper: 'a4' | 'roll') => {
    document.documentElement.dataset['paper'] = paper
    window.print()
  }
  useKeys([
    { key: 'F2', label: say('a4'), run: () => print('a4') },
    { key: 'F3', label: say('roll'), run: () => print('roll') },
  ])
  return <p className="small quiet no-print">{say('keys')}</p>
}
