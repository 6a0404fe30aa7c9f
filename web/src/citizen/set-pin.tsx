import type { CardView } from '@yika/core/card/card-view.ts'
import type { Deed } from '../client/use-calls.ts'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { NewPin } from './new-pin.tsx'

const words = createWords('set-pin', {
  zh: { open: '网点已为您发起密码设置', until: '请在 {{at}} 前设好。' },
  en: { open: 'A counter has opened this for you', until: 'Choose the PIN before {{at}}.' },
})

interface SetPinProps {
  readonly card: CardView
  readonly reset: { readonly resetId: string; readonly until: string }
  readonly digits: number
  readonly set: Deed<'card/set-pin'>
}

/** Article 7: the PIN is chosen by its holder, in the reset that an operator opened after seeing the document. */
export function SetPin({ card: { personId, cardId }, reset: { resetId, until }, digits, set }: SetPinProps) {
  const say = useSay(words)
  const moments = useMoments()
  return (
    <>
      <Notice tone="good" title={say('open')}>
        <p>{say('until', { at: moments.at(until) })}</p>
      </Notice>
      <NewPin
        digits={digits}
        busy={set.isPending}
        error={set.error}
        onSubmit={(newPin) => set.mutate({ personId, cardId, resetId, newPin })}
      />
    </>
  )
}
