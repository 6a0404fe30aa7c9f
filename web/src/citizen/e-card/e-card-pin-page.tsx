import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../client/operations.ts'
import { type Deed, useAsk, useDo } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ResultPage } from '../../ui/result-page.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { useActing } from '../acting.ts'
import { NewPin } from '../new-pin.tsx'
import { PinAdvice } from '../pin-advice.tsx'

const words = createWords('e-card-pin', {
  zh: {
    title: '电子社保卡密码',
    lead: '它与社会保障卡密码、银行卡密码是三个不同的密码。',
    none: '还没有密码：绑定第一部手机时设置。',
    bind: '去绑定',
    locked: '密码已锁定，{{at}} 自动解锁',
    change: '修改密码',
    tries: '还可以输错 {{tries}} 次。',
    wrong: '密码不对。还可以再试 {{tries}} 次。',
    forgotten: '忘记密码',
    how: '我们把验证码发到您登记的手机；收不到的，请持身份证件到任一网点由窗口发起重置。',
    send: '获取验证码',
    sent: '验证码已发到登记的手机，{{at}} 前有效。',
    code: '短信验证码',
    codeHint: '6 位数字',
    codeMissing: '请输入 6 位验证码。',
    codeWrong: '验证码不对。还可以再试 {{tries}} 次。',
    counter: '窗口已为您发起重置，请在 {{at}} 前设置新密码。',
    outlets: '查找网点',
    done: '密码已设好',
    doneLead: '从现在起使用新密码。已绑定的手机不受影响。',
    back: '返回电子社保卡',
  },
  en: {
    title: 'PIN of the e-card',
    lead: 'It is neither the PIN of the card nor that of the bank.',
    none: 'There is no PIN yet: it is chosen with the first telephone.',
    bind: 'Bind a telephone',
    locked: 'The PIN is locked until {{at}}',
    change: 'Change the PIN',
    tries: 'It may be entered wrongly {{tries}} more times.',
    wrong: 'That is not the PIN. {{tries}} more tries.',
    forgotten: 'Forgotten?',
    how: 'We send a code to the phone on record. If you cannot get it, have the reset opened at any outlet with your identity document.',
    send: 'Send the code',
    sent: 'The code is on its way to the phone on record; it holds until {{at}}.',
    code: 'Code from the message',
    codeHint: '6 digits',
    codeMissing: 'Enter the code of 6 digits.',
    codeWrong: 'That is not the code. {{tries}} more tries.',
    counter: 'A counter has opened a reset for you: choose a new PIN before {{at}}.',
    outlets: 'Find an outlet',
    done: 'The PIN is set',
    doneLead: 'Use the new PIN from now on. Bound telephones stay bound.',
    back: 'Back to the e-card',
  },
})

type ECard = Answer<'e-card/my-e-card'>

const codeDigits = 6

/** M9.2, M9.6: changed against the old one, reset by a code on the registered phone or at a counter. */
export function ECardPinPage() {
  const say = useSay(words)
  const { personId } = useActing()
  // Kept above the forms: what one has done closes the form before its answer is told.
  const change = useDo('e-card/change-e-card-pin')
  const reset = useDo('e-card/reset-e-card-pin')
  const asked = useAsk('e-card/my-e-card', { personId, purpose: 'own-affairs' })
  const back = (
    <p>
      <Link to="/e-card">{say('back')}</Link>
    </p>
  )
  if (change.data?.outcome === 'right' || reset.data?.outcome === 'set') {
    return (
      <ResultPage title={say('done')} lead={say('doneLead')} next={[]}>
        {back}
      </ResultPage>
    )
  }
  return (
    <Page title={say('title')} lead={say('lead')} narrow key={personId}>
      <Asked of={asked}>
        {({ pin }) =>
          pin.state === 'none' ? (
            <Notice title={say('none')}>
              <p>
                <Link to="/e-card">{say('bind')}</Link>
              </p>
            </Notice>
          ) : (
            <Now personId={personId} pin={pin} change={change} reset={reset} />
          )
        }
      </Asked>
      <PinAdvice />
      {back}
    </Page>
  )
}

interface NowProps {
  readonly personId: string
  readonly pin: ECard['pin']
  readonly change: Deed<'e-card/change-e-card-pin'>
  readonly reset: Deed<'e-card/reset-e-card-pin'>
}

function Now({ personId, pin, change, reset }: NowProps) {
  const say = useSay(words)
  const moments = useMoments()
  const { digits, triesLeft } = pin
  if (pin.reset !== null) {
    const { resetId, until } = pin.reset
    return (
      <>
        <Notice tone="good" title={say('counter', { at: moments.at(until) })} />
        <NewPin
          digits={digits}
          busy={reset.isPending}
          error={reset.error}
          onSubmit={(newPin) => reset.mutate({ personId, newPin, resetId })}
        />
      </>
    )
  }
  const wrong = change.data?.outcome === 'wrong' ? say('wrong', { tries: change.data.triesLeft }) : undefined
  return (
    <>
      {pin.state === 'locked' ? (
        <Notice tone="warn" title={say('locked', { at: moments.at(pin.lockedUntil ?? '') })} />
      ) : (
        <section className="stack">
          <h2>{say('change')}</h2>
          <NewPin
            digits={digits}
            present={{ hint: say('tries', { tries: triesLeft }), fault: wrong }}
            busy={change.isPending}
            error={change.error}
            onSubmit={(newPin, old) => change.mutate({ personId, pin: old, newPin })}
          />
        </section>
      )}
      <Forgotten personId={personId} digits={digits} reset={reset} />
    </>
  )
}

interface ForgottenProps {
  readonly personId: string
  readonly digits: number
  readonly reset: Deed<'e-card/reset-e-card-pin'>
}

function Forgotten({ personId, digits, reset }: ForgottenProps) {
  const say = useSay(words)
  const moments = useMoments()
  const send = useDo('e-card/send-e-card-code')
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState(false)
  const wrong = reset.data?.outcome === 'code-wrong' ? say('codeWrong', { tries: reset.data.triesLeft }) : undefined
  return (
    <section className="stack">
      <h2>{say('forgotten')}</h2>
      <p>
        {say('how')} <a href="/outlets">{say('outlets')}</a>
      </p>
      {send.error !== null && <ProblemNotice error={send.error} />}
      <div role="status">{send.data !== undefined && <p>{say('sent', { at: moments.at(send.data.until) })}</p>}</div>
      <p className="row actions">
        <Button busy={send.isPending} onClick={() => send.mutate({ personId })}>
          {say('send')}
        </Button>
      </p>
      {send.data !== undefined && (
        <>
          <TextField
            label={say('code')}
            hint={say('codeHint')}
            fault={missing ? say('codeMissing') : wrong}
            className="number pin-input"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={codeDigits}
            value={code}
            onValue={(value) => {
              setMissing(false)
              setCode(value.replace(/\D/g, ''))
            }}
          />
          <NewPin
            digits={digits}
            busy={reset.isPending}
            error={reset.error}
            onSubmit={(newPin) => {
              setMissing(code.length !== codeDigits)
              if (code.length === codeDigits) reset.mutate({ personId, newPin, code })
            }}
          />
        </>
      )}
    </section>
  )
}
