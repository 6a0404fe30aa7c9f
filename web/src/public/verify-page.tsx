import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { FraudNotice } from './fraud-notice.tsx'
import { receiptCode } from './receipt-code.ts'
import { VerifiedReceipt } from './verified-receipt.tsx'

const words = createWords('verify', {
  zh: {
    title: '回执验真',
    lead: '用手机相机扫描回执上的二维码，会直接打开本页；也可以在这里粘贴或输入。',
    code: '二维码中的链接或字符',
    hint: '区分大小写，可以整段粘贴。这串字符不含姓名和证件号码。',
    missing: '请粘贴或输入二维码的内容。',
    check: '验真',
  },
  en: {
    title: 'Verify a receipt',
    lead: 'Scan the code on the receipt with the camera of a phone: it opens this page. Or paste or type it here.',
    code: 'The link or the characters of the code',
    hint: 'Capital and small letters differ; paste all of it. It says neither a name nor an identity number.',
    missing: 'Paste or type what the code says.',
    check: 'Verify',
  },
})

/** Articles 12 and 13: whoever is shown a receipt can ask us whether it is ours. */
export function VerifyPage() {
  const say = useSay(words)
  const navigate = useNavigate()
  const token = receiptCode(useLocation().hash)
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string>()
  return (
    <Page title={say('title')} lead={say('lead')} narrow>
      {token !== '' && <VerifiedReceipt token={token} />}
      <form
        className="panel no-print"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const typed = receiptCode(text)
          setFault(typed === '' ? say('missing') : undefined)
          // Behind the #: what stands there is not sent with the page and survives a reload.
          if (typed !== '') void navigate({ to: '/verify', hash: typed })
        }}
      >
        <TextField
          label={say('code')}
          hint={say('hint')}
          fault={fault}
          value={text}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="number"
          onValue={setText}
        />
        <p>
          <Button look="main" type="submit">
            {say('check')}
          </Button>
        </p>
      </form>
      <FraudNotice />
    </Page>
  )
}
