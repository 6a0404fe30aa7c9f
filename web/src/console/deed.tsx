import { type ReactNode, useRef, useState } from 'react'
import type { Answer, CommandName, Input } from '../client/operations.ts'
import { useDo } from '../client/use-calls.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('deed', {
  zh: { back: '返回，不办理', busy: '正在提交……' },
  en: { back: 'Back, do nothing', busy: 'Sending …' },
})

interface DeedProps<Name extends CommandName> {
  readonly name: Name
  /** What the button says; the dialog has it as its title and repeats it on the button that does it. */
  readonly label: string
  /** What it changes, for whom, and whether it can be undone. */
  readonly consequence: string
  readonly look?: 'main' | 'grave' | 'plain'
  /** The input, or the sentence that says what is still missing. */
  readonly input: () => Input<Name> | string
  readonly onDone: (answer: Answer<Name>) => void
  /** Where deeds share their fields: empties what was entered for another one. */
  readonly onBegin?: () => void
  /** What has to be entered. */
  readonly children?: ReactNode
}

/** A button, and between it and the deed a dialog that names the consequence. What was entered outlives a refusal. */
export function Deed<Name extends CommandName>(props: DeedProps<Name>) {
  const { name, label, consequence, look, input, onDone, onBegin, children } = props
  const say = useSay(words)
  const dialog = useRef<HTMLDialogElement>(null)
  const [open, setOpen] = useState(false)
  const [missing, setMissing] = useState<string>()
  const deed = useDo(name)
  const begin = () => {
    deed.reset()
    onBegin?.()
    setMissing(undefined)
    setOpen(true)
    dialog.current?.showModal()
  }
  const send = () => {
    const entered = input()
    setMissing(typeof entered === 'string' ? entered : undefined)
    if (typeof entered === 'string' || deed.isPending) return
    // What was done may take this button away, and with it what `mutate` would call afterwards.
    deed.mutateAsync(entered).then(
      (answer) => {
        dialog.current?.close()
        onDone(answer)
      },
      () => undefined,
    )
  }
  return (
    <>
      <Button {...(look === undefined ? {} : { look })} onClick={begin}>
        {label}
      </Button>
      <dialog ref={dialog} aria-label={label} onClose={() => setOpen(false)}>
        {open && (
          <form
            className="stack"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              send()
            }}
          >
            <h2>{label}</h2>
            <p>{consequence}</p>
            {children}
            {missing !== undefined && (
              <p className="field-fault" role="alert">
                {missing}
              </p>
            )}
            {deed.error !== null && <ProblemNotice error={deed.error} />}
            <div className="row actions">
              <Button type="submit" look={look === 'grave' ? 'grave' : 'main'} busy={deed.isPending}>
                {deed.isPending ? say('busy') : label}
              </Button>
              <Button onClick={() => dialog.current?.close()}>{say('back')}</Button>
            </div>
          </form>
        )}
      </dialog>
    </>
  )
}
