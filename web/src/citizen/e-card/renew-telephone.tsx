import { useMoments } from '../../ui/moment.ts'
import { createWords, useSay } from '../../ui/words.ts'
import { TimeLeft } from '../time-left.tsx'
import type { BoundTelephone, OpenService } from './bound-telephone.ts'
import { PinForm } from './pin-form.tsx'
import { useRenewal } from './use-renewal.ts'
import '../life.css'

const words = createWords('renew-telephone', {
  zh: {
    due: '输入密码，更新这部手机',
    dueHow: '更新后的一段时间里，这部手机没有网络也能出示二维码。',
    until: '没有网络也能用到 {{at}}，',
    early: '现在就更新',
    earlyHow: '出门去没有网络的地方之前，可以先更新一次。请让本页面保持打开。',
    submit: '更新',
  },
  en: {
    due: 'Enter the PIN to renew this telephone',
    dueHow: 'Then it shows codes for some time, also without a network.',
    until: 'Works without a network until {{at}},',
    early: 'Renew it now',
    earlyHow: 'Before you go where there is no network, renew it once more. Keep this page open.',
    submit: 'Renew',
  },
})

interface RenewTelephoneProps {
  readonly telephone: BoundTelephone
  readonly digits: number
  readonly codeSeconds: number
  readonly services: readonly OpenService[]
  /** Null when it is due. */
  readonly validUntil: string | null
}

/** M9.2: against the PIN; due when what the telephone holds has run out, possible before. */
export function RenewTelephone({ telephone, digits, codeSeconds, services, validUntil }: RenewTelephoneProps) {
  const say = useSay(words)
  const moments = useMoments()
  const renewal = useRenewal(codeSeconds, services)
  const form = (
    <PinForm
      digits={digits}
      submit={say('submit')}
      busy={renewal.busy}
      error={renewal.error}
      triesLeft={renewal.triesLeft}
      onPin={(pin) => void renewal.renew(telephone, pin)}
    />
  )
  if (validUntil === null) {
    return (
      <section className="panel">
        <h2>{say('due')}</h2>
        <p>{say('dueHow')}</p>
        {form}
      </section>
    )
  }
  return (
    <section className="stack">
      <p>
        {say('until', { at: moments.at(validUntil) })}{' '}
        <strong>
          <TimeLeft until={validUntil} />
        </strong>
      </p>
      <details className="panel">
        <summary>{say('early')}</summary>
        <p>{say('earlyHow')}</p>
        {form}
      </details>
    </section>
  )
}
