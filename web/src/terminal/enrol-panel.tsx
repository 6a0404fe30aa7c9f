import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { terminalIdForm } from './device.ts'

const words = createWords('terminal-enrol', {
  zh: {
    title: '把本设备设为服务终端',
    lead: '任何平板或电脑都可以。设备生成自己的密钥，由所属机构登记后即可使用，不需要用户名和密码。',
    name: '终端名称',
    hint: '由机构编定，例如 library-1-desk-2：小写字母开头，只含小写字母、数字和连字符。',
    wrong: '名称应为 2–40 个字符：小写字母开头，只含小写字母、数字和连字符。',
    make: '生成密钥',
  },
  en: {
    title: 'Make this device a terminal',
    lead: 'Any tablet or computer will do. It makes a key of its own; the institution registers it, and no password is needed.',
    name: 'Name of the terminal',
    hint: 'The institution chooses it, such as library-1-desk-2: it begins with a small letter and has small letters, digits and hyphens.',
    wrong: 'A name has 2 to 40 characters: it begins with a small letter and has small letters, digits and hyphens.',
    make: 'Make the key',
  },
})

export function EnrolPanel({ onEnrol }: { readonly onEnrol: (terminalId: string) => Promise<void> }) {
  const say = useSay(words)
  const [name, setName] = useState('')
  const [wrong, setWrong] = useState(false)
  const [busy, setBusy] = useState(false)
  return (
    <Page title={say('title')} lead={say('lead')} narrow>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const fits = terminalIdForm.test(name.trim())
          setWrong(!fits)
          if (!fits || busy) return
          setBusy(true)
          void onEnrol(name.trim())
        }}
      >
        <TextField
          label={say('name')}
          hint={say('hint')}
          fault={wrong ? say('wrong') : undefined}
          value={name}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          onValue={setName}
        />
        <p>
          <Button look="main" type="submit" busy={busy}>
            {say('make')}
          </Button>
        </p>
      </form>
    </Page>
  )
}
