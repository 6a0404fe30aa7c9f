import { useState } from 'react'
import { useDo } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { Choice } from '../ui/choice.tsx'
import { TextField } from '../ui/field.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { DeskDone } from './desk-done.tsx'
import { DeskQuestion } from './desk-question.tsx'
import { deskWords } from './desk-words.ts'
import { OfficeOnly } from './office-only.tsx'
import { wholeNumber } from './whole-number.ts'

const words = createWords('spoil-blanks', {
  zh: {
    title: '登记废卡基',
    lead: '未用于制卡就已损坏的空白卡。制卡过程中写坏的卡由制卡结果自动计入，不在此登记。',
    why: '损坏原因',
    bent: '弯折、断裂',
    dirty: '污损、划伤',
    chip: '芯片脱落或无应答',
    other: '其他原因',
    which: '请说明',
    submit: '登记',
    done: '已登记 {{count}} 张废卡基',
    lead2: '抽屉里应有 {{onHand}} 张。',
    keep: '废卡基请单独存放，不要丢弃；销毁须两人在场。',
  },
  en: {
    title: 'Record spoiled blanks',
    lead: 'Blanks that were damaged before any card was tried. What fails while a card is made is counted by its result, not here.',
    why: 'What happened',
    bent: 'Bent or broken',
    dirty: 'Dirty or scratched',
    chip: 'Chip loose or silent',
    other: 'Something else',
    which: 'Say what',
    submit: 'Record',
    done: '{{count}} blanks recorded as spoiled',
    lead2: 'There should be {{onHand}} in the drawer.',
    keep: 'Keep them apart and do not throw them away: they are destroyed before two persons.',
  },
})

const reasons = ['bent', 'dirty', 'chip', 'other'] as const
const empty = { count: '1', reason: 'bent' as (typeof reasons)[number], words: '' }

export function SpoilBlanksPage() {
  const say = useSay(words)
  return <OfficeOnly title={say('title')}>{(placeId) => <Deed placeId={placeId} />}</OfficeOnly>
}

function Deed({ placeId }: { readonly placeId: string }) {
  const say = useSay(words)
  const desk = useSay(deskWords)
  const [form, setForm, forget] = useDraft('spoil-blanks', empty)
  const [asked, setAsked] = useState(false)
  const spoil = useDo('production/spoil-blanks')
  const count = wholeNumber(form.count) || undefined
  // The books are read by everybody who works here, in the language of the office.
  const reason = form.reason === 'other' ? form.words.trim() : words.zh[form.reason]
  if (spoil.isSuccess)
    return (
      <DeskDone
        title={say('done', { count: spoil.variables.count })}
        lead={say('lead2', { onHand: spoil.data.onHand })}
        next={[say('keep')]}
        back="/stock"
      />
    )
  function submit(): void {
    setAsked(true)
    if (count === undefined || reason === '') return
    spoil.mutate({ placeId, count, reason }, { onSuccess: () => forget() })
  }
  return (
    <DeskQuestion
      question={say('title')}
      lead={say('lead')}
      submit={say('submit')}
      back="/stock"
      busy={spoil.isPending}
      error={spoil.error}
      onSubmit={submit}
    >
      <TextField
        label={desk('count')}
        inputMode="numeric"
        autoComplete="off"
        value={form.count}
        fault={asked && count === undefined ? desk('atLeastOne') : undefined}
        onValue={(value) => setForm({ ...form, count: value })}
      />
      <Choice
        legend={say('why')}
        value={form.reason}
        options={reasons.map((value) => ({ value, label: say(value) }))}
        onValue={(value) => setForm({ ...form, reason: value })}
      />
      {form.reason === 'other' && (
        <TextField
          label={say('which')}
          value={form.words}
          maxLength={200}
          fault={asked && reason === '' ? desk('reasonMissing') : undefined}
          onValue={(value) => setForm({ ...form, words: value })}
        />
      )}
    </DeskQuestion>
  )
}
