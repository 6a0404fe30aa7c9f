import { instantOf } from '@yika/core/calendar/instant.ts'
import { fromBase32 } from '@yika/core/e-card/base32.ts'
import { makeCode } from '@yika/core/e-card/device-code.ts'
import { useEffect, useState } from 'react'
import { useDraft } from '../../client/use-draft.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import type { BoundTelephone, HeldBinding } from './bound-telephone.ts'
import { deviceOf } from './telephone-key.ts'
import { useAwake } from './use-awake.ts'
import { useNow } from './use-now.ts'
import './e-card.css'

const words = createWords('show-code', {
  zh: {
    what: '用来办什么',
    code: '电子社保卡一次性二维码：{{service}}',
    left: '还可用 {{seconds}} 秒，到时自动换新码',
    fresh: '已换新码，{{seconds}} 秒内有效',
    another: '换一个新码',
    once: '一个码只能用一次。请把屏幕亮度调高，对准终端的扫码窗口，约 10 厘米。',
    never: '不要截图，不要发给别人。',
    none: '您的电子社保卡目前没有可以出示的服务。',
    stuck: '这部手机保存的凭据已损坏，请解除绑定后重新绑定。',
  },
  en: {
    what: 'What for',
    code: 'Code of the e-card, to be used once: {{service}}',
    left: 'Good for {{seconds}} more seconds; then a new one comes by itself',
    fresh: 'A new code is shown, good for {{seconds}} seconds',
    another: 'A new code',
    once: 'A code counts once. Turn the screen bright and hold it about 10 cm before the window of the terminal.',
    never: 'Take no picture of it and send it to nobody.',
    none: 'There is no service that your e-card opens now.',
    stuck: 'What this telephone holds is damaged: unbind it and bind it again.',
  },
})

/** A new code comes so long before the end of the one that is shown: nobody is at the window with a code that has just ended. */
const redrawBeforeMs = 8_000

interface Shown {
  readonly text: string
  readonly serviceId: string
  readonly until: number
}

/** M9.2: a code for one use at one service, made by this telephone alone; the office is not asked. */
export function ShowCode({ telephone, held }: { readonly telephone: BoundTelephone; readonly held: HeldBinding }) {
  const say = useSay(words)
  const said = useSaid()
  const now = useNow()
  useAwake()
  const { codeSeconds, services } = held
  const [wanted, setWanted] = useDraft('e-card-service', '')
  const service = services.find(({ serviceId }) => serviceId === wanted) ?? services[0]
  const serviceId = service?.serviceId
  const [shown, setShown] = useState<Shown>()
  // Said aloud when somebody asked for it, not every minute.
  const [told, setTold] = useState(0)
  const [stuck, setStuck] = useState(false)

  async function draw(of: string): Promise<void> {
    const binding = fromBase32(held.binding)
    const at = Date.now()
    const text =
      binding === undefined
        ? undefined
        : await makeCode(
            { binding, serviceId: of, at: instantOf(at), lifetimeSeconds: codeSeconds },
            deviceOf(telephone.key),
          ).catch((): undefined => undefined)
    setStuck(text === undefined)
    if (text !== undefined) setShown({ text, serviceId: of, until: at + codeSeconds * 1000 })
  }

  const isDue = shown === undefined || shown.serviceId !== serviceId || shown.until - now <= redrawBeforeMs
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is drawn when it is due, not when something else changes
  useEffect(() => {
    if (isDue && serviceId !== undefined) void draw(serviceId)
  }, [isDue, serviceId, held.binding])

  if (service === undefined) return <Empty text={say('none')} />
  const seconds =
    shown === undefined ? codeSeconds : Math.min(codeSeconds, Math.max(0, Math.ceil((shown.until - now) / 1000)))
  return (
    <div className="e-card-code">
      <SelectField
        label={say('what')}
        value={service.serviceId}
        options={services.map(({ serviceId, name }) => ({ value: serviceId, label: said(name) }))}
        onValue={setWanted}
      />
      {stuck && <Notice tone="bad" title={say('stuck')} />}
      {shown !== undefined && shown.serviceId === serviceId && (
        <div className="e-card-light">
          <QrCode text={shown.text} label={say('code', { service: said(service.name) })} correction="L" />
          <p className="e-card-service">{said(service.name)}</p>
          <progress className="e-card-left" max={codeSeconds} value={seconds} aria-hidden="true" />
          <p role="timer" aria-live="off">
            {say('left', { seconds })}
          </p>
        </div>
      )}
      <div role="status" className="unseen">
        {told > 0 && <p key={told}>{say('fresh', { seconds: codeSeconds })}</p>}
      </div>
      <p className="row actions">
        <Button look="main" onClick={() => void draw(service.serviceId).then(() => setTold(told + 1))}>
          {say('another')}
        </Button>
      </p>
      <p className="small">{say('once')}</p>
      <p className="small">{say('never')}</p>
    </div>
  )
}
