import { Link, useNavigate } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { useState } from 'react'
import { useRead } from '../../client/use-calls.ts'
import { Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { QuestionPage } from '../../ui/question-page.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import { CardHere } from '../card-here.tsx'
import { useAmountToTopUp } from './amount-to-top-up.ts'
import { useCardEnding } from './card-ending.ts'
import { PurseNow } from './purse-now.tsx'

const words = createWords('top-up', {
  zh: {
    wait: '充值',
    question: '给{{card}}充多少？',
    lead: '还不扣款，下一步再确认。',
    amount: '金额',
    other: '其他金额',
    otherLabel: '金额（元）',
    limits: '每次 {{least}} 至 {{most}}。',
    fault: '请选择或填写充值金额，精确到角分也可以，例如 30 或 25.50。',
    next: '下一步：确认',
    back: '不充值，返回',
  },
  en: {
    wait: 'Top up',
    question: 'How much for {{card}}?',
    lead: 'Nothing is taken yet; you confirm it on the next page.',
    amount: 'Amount',
    other: 'Another amount',
    otherLabel: 'Amount, yuan',
    limits: 'From {{least}} to {{most}} at a time.',
    fault: 'Choose or enter an amount, for example 30 or 25.50.',
    next: 'Next: confirm',
    back: 'Not now, go back',
  },
})

const usual = [2000, 5000, 10000, 20000] as const
const typedShape = /^(\d{1,5})(?:[.．](\d{1,2}))?$/

/** Article 5: first the amount; nothing happens before it is confirmed. */
export function TopUpPage() {
  const say = useSay(words)
  return <CardHere title={say('wait')}>{(card) => <Amount card={card} />}</CardHere>
}

function fenOf(typed: string): number {
  const [, yuan = '0', rest = ''] = typedShape.exec(typed.trim()) ?? []
  return Number(yuan) * 100 + Number(rest.padEnd(2, '0'))
}

function Amount({ card: { personId, cardId } }: { readonly card: CardView }) {
  const say = useSay(words)
  const said = useSaid()
  const yuan = useYuan()
  const navigate = useNavigate()
  const ending = useCardEnding(personId)
  const [kept, keep] = useAmountToTopUp(cardId)
  const isUsual = (usual as readonly number[]).includes(kept)
  const [chosen, setChosen] = useState(kept === 0 ? '' : isUsual ? String(kept) : 'other')
  const [typed, setTyped] = useState(kept === 0 || isUsual ? '' : String(kept / 100))
  const [fault, setFault] = useState<string>()
  const limits = useRead('policy/policy-values', { prefix: 'travel.top-up.' }).data?.values ?? []
  const limit = (key: string) => limits.find((value) => value.key === `travel.top-up.${key}`)
  const [least, most] = [limit('least'), limit('most')]
  const hint =
    least === undefined || most === undefined
      ? undefined
      : say('limits', { least: said(least.shown), most: said(most.shown) })
  const fen = chosen === 'other' ? fenOf(typed) : Number(chosen)
  return (
    <QuestionPage
      question={say('question', { card: ending(cardId) })}
      lead={say('lead')}
      submit={say('next')}
      fault={fault}
      onSubmit={() => {
        const [lowest, highest] = [Number(least?.value ?? 1), Number(most?.value ?? Number.MAX_SAFE_INTEGER)]
        if (fen < lowest || fen > highest) {
          setFault([say('fault'), hint].join(' '))
          return
        }
        keep(fen)
        void navigate({ to: '/travel/$personId/cards/$cardId/top-up/confirm', params: { personId, cardId } })
      }}
    >
      <PurseNow personId={personId} cardId={cardId} />
      <Choice
        legend={say('amount')}
        value={chosen}
        onValue={setChosen}
        options={[
          ...usual.map((amount) => ({ value: String(amount), label: yuan.of(amount) })),
          { value: 'other', label: say('other') },
        ]}
      />
      {chosen === 'other' && (
        <TextField label={say('otherLabel')} hint={hint} inputMode="decimal" value={typed} onValue={setTyped} />
      )}
      <p>
        <Link to="/travel">{say('back')}</Link>
      </p>
    </QuestionPage>
  )
}
