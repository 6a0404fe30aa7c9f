import { useState } from 'react'
import { useDo } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { TextField } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { DaySheet } from './day-sheet.tsx'
import { DeskDone } from './desk-done.tsx'
import { DeskQuestion } from './desk-question.tsx'
import { deskWords } from './desk-words.ts'
import { OfficeOnly } from './office-only.tsx'
import { useStock } from './use-stock.ts'
import { wholeNumber } from './whole-number.ts'

const words = createWords('count-blanks', {
  zh: {
    title: '卡基日终盘点',
    lead: '请数一数抽屉里完好的空白卡。账面数字在您提交以后才显示，以免照抄。',
    counted: '实点张数（不含废卡基）',
    submit: '提交盘点',
    again: '上一次盘点的差异还没有处理；再次盘点会以新的结果为准。',
    equal: '盘点相符',
    less: '少 {{count}} 张',
    more: '多 {{count}} 张',
    lead2: '账面 {{expected}} 张，实点 {{counted}} 张。',
    closed: '今日卡基账已结，请打印账页并签字。',
    search: '请再找一遍；找到后可以重新盘点。',
    settle: '仍有差异的，由另一位工作人员在“复核”中说明原因并处理，不能由您本人处理。',
  },
  en: {
    title: 'Count the blanks of the day',
    lead: 'Count the good blanks in the drawer. What the books say is shown after you have sent your count, so that it is a count and not a copy.',
    counted: 'Counted (without spoiled ones)',
    submit: 'Send the count',
    again: 'A difference of the last count is still open; a new count takes its place.',
    equal: 'The count agrees',
    less: '{{count}} missing',
    more: '{{count}} too many',
    lead2: 'The books say {{expected}}, you counted {{counted}}.',
    closed: 'The day of the blanks is closed. Print the sheet and sign it.',
    search: 'Look once more; when they turn up, count again.',
    settle: 'If it stays, somebody else gives the reason and settles it under “Second person”; you cannot.',
  },
})

export function CountBlanksPage() {
  const say = useSay(words)
  return <OfficeOnly title={say('title')}>{(placeId) => <Deed placeId={placeId} />}</OfficeOnly>
}

function Deed({ placeId }: { readonly placeId: string }) {
  const say = useSay(words)
  const desk = useSay(deskWords)
  const stocks = useStock(placeId)
  const [text, setText] = useState('')
  const [asked, setAsked] = useState(false)
  const close = useDo('production/close-stock-day')
  const counted = wholeNumber(text)
  if (close.isSuccess) {
    const { expected, difference } = close.data
    const title =
      difference === 0 ? say('equal') : say(difference < 0 ? 'less' : 'more', { count: Math.abs(difference) })
    return (
      <DeskDone
        title={title}
        lead={say('lead2', { expected, counted: close.variables.counted })}
        next={difference === 0 ? [say('closed')] : [say('search'), say('settle')]}
        back="/stock"
      >
        <DaySheet placeId={placeId} />
      </DeskDone>
    )
  }
  return (
    <DeskQuestion
      question={say('title')}
      lead={say('lead')}
      submit={say('submit')}
      back="/stock"
      busy={close.isPending}
      error={close.error}
      onSubmit={() => {
        setAsked(true)
        if (counted !== undefined) close.mutate({ placeId, counted })
      }}
    >
      <Asked of={stocks}>
        {({ stocks: [stock] }) =>
          stock !== undefined &&
          stock.difference !== 0 && (
            <Notice tone="warn">
              <p>{say('again')}</p>
            </Notice>
          )
        }
      </Asked>
      <TextField
        label={say('counted')}
        inputMode="numeric"
        autoComplete="off"
        value={text}
        fault={asked && counted === undefined ? desk('wholeNumber') : undefined}
        onValue={setText}
      />
    </DeskQuestion>
  )
}
