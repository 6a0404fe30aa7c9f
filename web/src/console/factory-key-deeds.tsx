import { useState } from 'react'
import { SelectField, TextField } from '../ui/field.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { Deed } from './deed.tsx'
import { useOrganisationName, useOtherOrganisations } from './organisation-name.ts'

const words = createWords('factory-key-deeds', {
  zh: {
    set: '登记公钥',
    setWhat: '您是两人中的第一人。另一位制卡管理人员确认后，制卡订单即对该公钥加密；原公钥到那时为止仍然有效。',
    maker: '制卡厂',
    choose: '请选择',
    sm2: 'SM2 公钥（十六进制，以 04 开头，130 位）',
    x25519: 'X25519 公钥（十六进制，64 位；不用国际算法可不填）',
    wrong: '请选择制卡厂；SM2 公钥应为以 04 开头的 130 位十六进制数，X25519 公钥为 64 位。',
    done: '已登记，等待另一位制卡管理人员确认。',
    confirm: '确认公钥：{{maker}}',
    confirmWhat: '您是第二人。请录入您自己从制卡厂取得的公钥；与登记的一致时立即启用，所有新订单对它加密。',
    confirmed: '两人一致，公钥已启用。',
  },
  en: {
    set: 'Set a key',
    setWhat:
      'You are the first of two. When another production manager confirms, orders are closed for this key; until then the earlier key stays in use.',
    maker: 'Factory',
    choose: 'Choose',
    sm2: 'SM2 key (130 hexadecimal digits, begins with 04)',
    x25519: 'X25519 key (64 hexadecimal digits; only for the international suite)',
    wrong: 'Choose the factory; an SM2 key has 130 hexadecimal digits and begins with 04, an X25519 key has 64.',
    done: 'Set; another production manager has to confirm.',
    confirm: 'Confirm the key of {{maker}}',
    confirmWhat:
      'You are the second person. Enter the key that you got from the factory yourself; when it is the same it is in use at once and all new orders are closed for it.',
    confirmed: 'Both agree; the key is in use.',
  },
})

const sm2Form = /^04[0-9A-F]{128}$/
const x25519Form = /^[0-9A-F]{64}$/

/** As typed or pasted: blanks and small letters do not matter. */
function plain(entered: string): string {
  return entered.replaceAll(/\s/g, '').toUpperCase()
}

function isKey(sm2: string, x25519: string): boolean {
  return sm2Form.test(plain(sm2)) && (plain(x25519) === '' || x25519Form.test(plain(x25519)))
}

export function SetFactoryKey({ onDone }: { readonly onDone: (text: string) => void }) {
  const say = useSay(words)
  const makers = useOtherOrganisations()
  const [makerId, setMaker] = useState('')
  const [sm2, setSm2] = useState('')
  const [x25519, setX25519] = useState('')
  return (
    <div className="row">
      <Deed
        name="production/set-factory-key"
        look="main"
        label={say('set')}
        consequence={say('setWhat')}
        input={() =>
          makerId !== '' && isKey(sm2, x25519)
            ? { makerId, key: { sm2: plain(sm2), x25519: plain(x25519) === '' ? null : plain(x25519) } }
            : say('wrong')
        }
        onDone={() => onDone(say('done'))}
      >
        <SelectField label={say('maker')} value={makerId} options={makers} any={say('choose')} onValue={setMaker} />
        <TextField label={say('sm2')} value={sm2} autoComplete="off" spellCheck={false} onValue={setSm2} />
        <TextField label={say('x25519')} value={x25519} autoComplete="off" spellCheck={false} onValue={setX25519} />
      </Deed>
    </div>
  )
}

interface ConfirmFactoryKeyProps {
  readonly makerId: string
  /** Whether the key that waits has a half for the international suite. */
  readonly international: boolean
  readonly onDone: (text: string) => void
}

export function ConfirmFactoryKey({ makerId, international, onDone }: ConfirmFactoryKeyProps) {
  const say = useSay(words)
  const nameOf = useOrganisationName()
  const [sm2, setSm2] = useState('')
  const [x25519, setX25519] = useState('')
  return (
    <Deed
      name="production/confirm-factory-key"
      look="main"
      label={say('confirm', { maker: nameOf(makerId) })}
      consequence={say('confirmWhat')}
      input={() =>
        isKey(sm2, x25519)
          ? { makerId, sm2: plain(sm2), ...(plain(x25519) === '' ? {} : { x25519: plain(x25519) }) }
          : say('wrong')
      }
      onDone={() => onDone(say('confirmed'))}
    >
      <TextField label={say('sm2')} value={sm2} autoComplete="off" spellCheck={false} onValue={setSm2} />
      {international && (
        <TextField label={say('x25519')} value={x25519} autoComplete="off" spellCheck={false} onValue={setX25519} />
      )}
    </Deed>
  )
}
