import { useState } from 'react'
import { createWords, useSay } from '../ui/words.ts'
import { ApplyStep } from './apply-step.tsx'
import { stepState, useApplying } from './applying.ts'
import { CollectionChoice } from './collection-choice.tsx'

const words = createWords('apply-collection', {
  zh: {
    question: '怎样领卡？',
    lead: '选好以后仍可在提交前修改。',
    way: '请选择领卡方式。',
    outlet: '请选择一个网点。',
  },
  en: {
    question: 'How do you want to get the card?',
    lead: 'You can change it until you send the application.',
    way: 'Choose a way.',
    outlet: 'Choose an outlet.',
  },
})

export function ApplyCollectionPage() {
  const say = useSay(words)
  const applying = useApplying()
  const { draft, answer } = applying
  const [fault, setFault] = useState(false)
  return (
    <ApplyStep
      applying={applying}
      question={say('question')}
      lead={say('lead')}
      fault={fault ? say(draft.way === undefined ? 'way' : 'outlet') : undefined}
      onSubmit={(choices) =>
        stepState('collection', draft, choices) === 'done' ? answer({}, choices) : setFault(true)
      }
    >
      {({ minor }) => (
        <CollectionChoice
          bankId={draft.bankId ?? ''}
          minor={minor}
          way={draft.way}
          outletId={draft.outletId}
          onChange={(way, outletId) => {
            setFault(false)
            const { outletId: _left, ...rest } = draft
            applying.replace({ ...rest, way, ...(outletId === undefined ? {} : { outletId }) })
          }}
        />
      )}
    </ApplyStep>
  )
}
