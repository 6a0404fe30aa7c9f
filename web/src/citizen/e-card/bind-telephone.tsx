import { useRef, useState } from 'react'
import type { Answer, Input } from '../../client/operations.ts'
import { CallFailed, isUncertain } from '../../client/problem.ts'
import { useDo } from '../../client/use-calls.ts'
import { TextField } from '../../ui/field.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { NewPin } from '../new-pin.tsx'
import type { OpenService } from './bound-telephone.ts'
import { PinForm } from './pin-form.tsx'
import { newTelephoneKey, proofOf } from './telephone-key.ts'
import { useRenewal } from './use-renewal.ts'
import { useTelephoneKeeper } from './use-telephone.ts'

const words = createWords('bind-telephone', {
  zh: {
    title: '把电子社保卡绑定到这部手机',
    how: '绑定后，这部手机就能出示一次性二维码，没有网络也能用。密钥只保存在这部手机里，无法导出；换手机须重新绑定。',
    public: '请只在本人的手机上绑定，不要在公用电脑上绑定。',
    first: '首次使用，请设置电子社保卡密码',
    name: '给这部手机起个名字',
    nameHint: '便于以后辨认和解除绑定',
    mine: '我的手机',
    bind: '绑定这部手机',
  },
  en: {
    title: 'Bind the e-card to this telephone',
    how: 'Bound, this telephone shows codes that count once, even without a network. The key stays in it and cannot be copied; another telephone is bound anew.',
    public: 'Bind only a telephone of your own, never a public computer.',
    first: 'This is the first time: choose a PIN for the e-card',
    name: 'A name for this telephone',
    nameHint: 'So that you know it again when you want to unbind it',
    mine: 'My telephone',
    bind: 'Bind this telephone',
  },
})

interface BindTelephoneProps {
  readonly personId: string
  readonly eCard: Answer<'e-card/my-e-card'>
  readonly services: readonly OpenService[]
}

interface Sent {
  readonly key: CryptoKey
  readonly input: Input<'e-card/bind-device'>
}

/** M9.2: whoever is signed in, has this telephone in hand and knows the PIN; with the first telephone the PIN is chosen. */
export function BindTelephone({ personId, eCard: { pin, codeSeconds }, services }: BindTelephoneProps) {
  const say = useSay(words)
  const binding = useDo('e-card/bind-device')
  const renewal = useRenewal(codeSeconds, services)
  const { keep } = useTelephoneKeeper()
  const [deviceName, setDeviceName] = useState(say('mine'))
  // What was sent and not answered is sent again as it was: it may have been done.
  const open = useRef<Sent>(undefined)

  async function bind(chosen: string): Promise<void> {
    const isSame = open.current?.input.pin === chosen && open.current.input.deviceName === deviceName
    const sent = isSame && open.current !== undefined ? open.current : await prepared(chosen)
    open.current = sent
    try {
      const { outcome, deviceId } = await binding.mutateAsync(sent.input)
      open.current = undefined
      if (outcome !== 'bound' || deviceId === null) return
      const telephone = { personId, deviceId, key: sent.key, held: null }
      await keep(telephone)
      await renewal.renew(telephone, chosen)
    } catch (failed) {
      if (!(failed instanceof CallFailed) || !isUncertain(failed.problem)) open.current = undefined
    }
  }

  async function prepared(chosen: string): Promise<Sent> {
    const { key, point } = await newTelephoneKey()
    const proof = await proofOf(key, 'bind', personId)
    return { key, input: { personId, deviceName: deviceName.trim() || say('mine'), key: point, ...proof, pin: chosen } }
  }

  const { data } = binding
  const busy = binding.isPending || renewal.busy
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <p>{say('how')}</p>
      <p>{say('public')}</p>
      <TextField
        label={say('name')}
        hint={say('nameHint')}
        value={deviceName}
        maxLength={40}
        autoComplete="off"
        onValue={setDeviceName}
      />
      {pin.state === 'none' ? (
        <>
          <h3>{say('first')}</h3>
          <NewPin
            digits={pin.digits}
            busy={busy}
            error={binding.error ?? renewal.error}
            submit={say('bind')}
            onSubmit={(chosen) => void bind(chosen)}
          />
        </>
      ) : (
        <PinForm
          digits={pin.digits}
          submit={say('bind')}
          busy={busy}
          error={binding.error ?? renewal.error}
          triesLeft={data === undefined || data.outcome === 'bound' ? undefined : data.triesLeft}
          onPin={(entered) => void bind(entered)}
        />
      )}
    </section>
  )
}
