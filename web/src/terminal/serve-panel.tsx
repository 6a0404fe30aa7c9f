import { useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { useKeys } from '../ui/keys.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { ChipPanel } from './chip-panel.tsx'
import { CodeCamera, hasCodeCamera } from './code-camera.tsx'
import { CodeForm } from './code-form.tsx'
import { NumberForm } from './number-form.tsx'
import { RecentUses } from './recent-uses.tsx'
import type { Shown, Terminal, TerminalState, Verdict } from './terminal.ts'
import { useScanner } from './use-scanner.ts'
import { VerdictScreen } from './verdict-screen.tsx'

const words = createWords('terminal-serve', {
  zh: {
    services: '选择服务',
    camera: '摄像头扫码',
    chip: '读卡',
    number: '报号并核验本人',
    back: '返回扫码',
    asking: '正在核验……',
    ways: '其他方式',
  },
  en: {
    services: 'Choose the service',
    camera: 'Scan with the camera',
    chip: 'Read a card',
    number: 'Number with the face compared',
    back: 'Back to scanning',
    asking: 'Checking …',
    ways: 'Other ways',
  },
})

type Service = NonNullable<TerminalState['about']>['services'][number]
type Way = 'code' | 'camera' | 'chip' | 'number'

/** M5.1: only the forms of the card that the service takes. */
function waysOf({ carriers }: Service): readonly Exclude<Way, 'code'>[] {
  const ways: Exclude<Way, 'code'>[] = []
  if (hasCodeCamera && carriers.includes('e-card')) ways.push('camera')
  if (carriers.includes('contact-chip') || carriers.includes('contactless-chip')) ways.push('chip')
  if (carriers.includes('number')) ways.push('number')
  return ways
}

const keyOf = { camera: 'F2', chip: 'F3', number: 'F4' } as const

interface ServePanelProps {
  readonly terminal: Terminal
  readonly state: TerminalState
  readonly services: readonly Service[]
}

export function ServePanel({ terminal, state, services }: ServePanelProps) {
  const say = useSay(words)
  const said = useSaid()
  const [serviceId, setServiceId] = useState('')
  const [way, setWay] = useState<Way>('code')
  const [verdict, setVerdict] = useState<Verdict>()
  const [busy, setBusy] = useState(false)
  const [staff, setStaff] = useState('')
  const asking = useRef(false)
  const service = services.find((one) => one.serviceId === serviceId) ?? (services[0] as Service)
  const ways = waysOf(service)
  const shownWay = way === 'code' || ways.includes(way) ? way : 'code'

  const decide = async (shown: Shown) => {
    if (asking.current) return
    asking.current = true
    setBusy(true)
    setVerdict(undefined)
    try {
      setVerdict(await terminal.decide(service.serviceId, shown))
      setWay('code')
    } finally {
      asking.current = false
      setBusy(false)
    }
  }
  const onCode = (code: string) => void decide({ by: 'e-card', code })
  useScanner(onCode)
  const back = () => setWay('code')
  useKeys([
    ...ways.map((one) => ({ key: keyOf[one], label: say(one), run: () => setWay(one) })),
    { key: 'Escape', label: say('back'), run: back },
  ])
  return (
    <>
      <div className="split terminal-split">
        <div className="stack stack-wide">
          {services.length > 1 && (
            <section className="stack">
              <h2>{say('services')}</h2>
              <div className="terminal-services">
                {services.map((one) => (
                  <button
                    type="button"
                    className="terminal-service"
                    key={one.serviceId}
                    aria-pressed={one.serviceId === service.serviceId}
                    onClick={() => setServiceId(one.serviceId)}
                  >
                    {said(one.name)}
                  </button>
                ))}
              </div>
            </section>
          )}
          <section className="panel" aria-label={said(service.name)}>
            <h2>{said(service.name)}</h2>
            <p role="status" className={busy ? '' : 'unseen'}>
              {busy ? say('asking') : ''}
            </p>
            {shownWay === 'camera' && <CodeCamera onCode={onCode} onClose={back} />}
            {shownWay === 'chip' && (
              <ChipPanel
                terminalId={state.terminalId}
                busy={busy}
                onShown={(shown) => void decide(shown)}
                onClose={back}
              />
            )}
            {shownWay === 'number' && (
              <NumberForm
                {...{ busy, staff }}
                onStaff={setStaff}
                onNumber={(number) => void decide({ by: 'number', number, faceToFaceBy: staff.trim() })}
                onClose={back}
              />
            )}
            {shownWay === 'code' && (
              <>
                {verdict === undefined && service.carriers.includes('e-card') && (
                  <CodeForm busy={busy} onCode={onCode} />
                )}
                {ways.length > 0 && (
                  <fieldset className="row actions">
                    <legend className="unseen">{say('ways')}</legend>
                    {ways.map((one) => (
                      <Button key={one} onClick={() => setWay(one)}>
                        {say(one)} <kbd>{keyOf[one]}</kbd>
                      </Button>
                    ))}
                  </fieldset>
                )}
              </>
            )}
          </section>
        </div>
        <RecentUses state={state} />
      </div>
      <div role="alert">
        {verdict !== undefined && <VerdictScreen verdict={verdict} onClear={() => setVerdict(undefined)} />}
      </div>
    </>
  )
}
