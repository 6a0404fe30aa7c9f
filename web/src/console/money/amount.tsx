import { createWords, useSay } from '../../ui/words.ts'
import './money.css'
import { yuanText } from './yuan-text.ts'

const words = createWords('amount', {
  zh: { minus: '负', in: '收', out: '付', credit: '贷', debit: '借' },
  en: { minus: 'minus', in: 'in', out: 'out', credit: 'credit', debit: 'debit' },
})

interface AmountProps {
  readonly fen: number | null
  /** What a sign means here: money that moved, or the side of the books on which a balance stands. */
  readonly as?: 'moved' | 'held'
}

/** Yuan with two decimals; what is below zero says so with its sign and in a word. */
export function Amount({ fen, as }: AmountProps) {
  const say = useSay(words)
  if (fen === null) return '—'
  const word = wordOf(fen, as)
  return (
    <span className="amount">
      {word !== undefined && <span className="amount-word">{say(word)}</span>}{' '}
      <span className="number">{yuanText(fen)}</span>
    </span>
  )
}

function wordOf(fen: number, as: AmountProps['as']) {
  if (fen === 0) return undefined
  if (as === 'moved') return fen > 0 ? 'in' : 'out'
  if (as === 'held') return fen > 0 ? 'credit' : 'debit'
  return fen < 0 ? 'minus' : undefined
}
