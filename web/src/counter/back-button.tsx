import { Button } from '../ui/button.tsx'
import { useKeys } from '../ui/keys.ts'
import { useSay } from '../ui/words.ts'
import { deedWords } from './deed-words.ts'
import { useBack } from './use-back.ts'

/** Back to the visitor, by Esc too. */
export function BackButton() {
  const deed = useSay(deedWords)
  const back = useBack()
  useKeys([{ key: 'Escape', label: deed('back'), run: back }])
  return (
    <p className="no-print">
      <Button onClick={back}>
        {deed('back')} <kbd>Esc</kbd>
      </Button>
    </p>
  )
}
