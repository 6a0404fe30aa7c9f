import type { CardView } from '@yika/core/card/card-view.ts'
import type { Answer } from '../client/operations.ts'
import type { Deed } from '../client/use-calls.ts'
import { createWords, useSay } from '../ui/words.ts'
import { NewPin } from './new-pin.tsx'

const words = createWords('change-pin', {
  zh: { tries: '今天还可以输错 {{tries}} 次。', wrong: '密码不对。今天还可以再试 {{tries}} 次。' },
  en: {
    tries: 'It may be entered wrongly {{tries}} more times today.',
    wrong: 'That is not the PIN. {{tries}} more tries today.',
  },
})

interface ChangePinProps {
  readonly card: CardView
  readonly status: Answer<'card/pin-status'>
  readonly change: Deed<'card/change-pin'>
}

/** M9.2: a wrong entry is counted, and the page says how many are left. */
export function ChangePin({ card: { personId, cardId }, status: { digits, triesLeft }, change }: ChangePinProps) {
  const say = useSay(words)
  const wrong = change.data?.outcome === 'wrong' ? say('wrong', { tries: change.data.triesLeft }) : undefined
  return (
    <NewPin
      digits={digits}
      present={{ hint: say('tries', { tries: triesLeft }), fault: wrong }}
      busy={change.isPending}
      error={change.error}
      onSubmit={(newPin, pin) => change.mutate({ personId, cardId, pin, newPin })}
    />
  )
}
