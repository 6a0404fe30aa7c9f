import { useState } from 'react'
import { useDo } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { TextField } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { DeskDone } from './desk-done.tsx'
import { DeskQuestion } from './desk-question.tsx'
import { deskWords } from './desk-words.ts'
import { OfficeOnly } from './office-only.tsx'
import { useStock } from './use-stock.ts'
import { wholeNumber } from './whole-number.ts'

const words = createWords('destroy-blanks', {
  zh: {
    title: '申请销毁废卡基',
    lead: '您登记，另一位工作人员到场确认，才算销毁。',
    kept: '待销毁的废卡基：{{count}} 张。',
    submit: '提交，等待第二人',
    done: '已提交：{{count}} 张等待销毁',
    lead2: '在第二人确认以前，账面不变。',
    next: '请另一位有权限的同事在“复核”中当面确认。',
  },
  en: {
    title: 'Ask to destroy spoiled blanks',
    lead: 'You enter it; a colleague comes, sees it done and confirms. Only then do they count as destroyed.',
    kept: 'Spoiled blanks still to be destroyed: {{count}}.',
    submit: 'Send to the second person',
    done: '{{count}} wait to be destroyed',
    lead2: 'The books stay as they are until the second person confirms.',
    next: 'A colleague who may do so confirms it under “Second person”, with the cards at hand.',
  },
})

export function DestroyBlanksPage() {
  const say = useSay(words)
  return <OfficeOnly title={say('title')}>{(placeId) => <Deed placeId={placeId} />}</OfficeOnly>
}

function Deed({ placeId }: { readonly placeId: string }) {
  const say = useSay(words)
  const desk = useSay(deskWords)
  const stocks = useStock(placeId)
  const [text, setText] = useState('')
  const [asked, setAsked] = useState(false)
  const propose = useDo('production/propose-blank-destruction')
  const count = wholeNumber(text) || undefined
  if (propose.isSuccess)
    return (
      <DeskDone
        title={say('done', { count: propose.data.proposed })}
        lead={say('lead2')}
        next={[say('next')]}
        back="/stock"
      />
    )
  return (
    <DeskQuestion
      question={say('title')}
      lead={say('lead')}
      submit={say('submit')}
      back="/stock"
      busy={propose.isPending}
      error={propose.error}
      onSubmit={() => {
        setAsked(true)
        if (count !== undefined) propose.mutate({ placeId, count })
      }}
    >
      <Asked of={stocks}>
        {({ stocks: [stock] }) => (
          <Notice>
            <p>{say('kept', { count: (stock?.spoiled ?? 0) - (stock?.destroyed ?? 0) })}</p>
          </Notice>
        )}
      </Asked>
      <TextField
        label={desk('count')}
        inputMode="numeric"
        autoComplete="off"
        value={text}
        fault={asked && count === undefined ? desk('atLeastOne') : undefined}
        onValue={setText}
      />
    </DeskQuestion>
  )
}
