import { useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('terminal-code', {
  zh: { label: '电子社保卡二维码', hint: '用扫码枪扫，或粘贴后按回车。', check: '核验' },
  en: { label: 'Code of the e-card', hint: 'Scan it with a scanner, or paste it and press Enter.', check: 'Check' },
})

interface CodeFormProps {
  readonly busy: boolean
  readonly onCode: (code: string) => void
}

/** Always ready: the focus is here whenever nothing else is asked. */
export function CodeForm({ busy, onCode }: CodeFormProps) {
  const say = useSay(words)
  const [code, setCode] = useState('')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  return (
    <form
      className="row terminal-code"
      onSubmit={(event) => {
        event.preventDefault()
        if (busy || code.trim() === '') return
        onCode(code.trim())
        setCode('')
      }}
    >
      <Field id="e-card-code" label={say('label')} hint={say('hint')}>
        {(control) => (
          <input
            {...control}
            className="input"
            ref={input}
            value={code}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={2048}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      <Button look="main" type="submit" busy={busy}>
        {say('check')}
      </Button>
    </form>
  )
}
