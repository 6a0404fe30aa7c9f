import { useEffect, useState } from 'react'
import { leaveReader, pairReader, resumeReader, simulateReader, useReader } from '../client/reader.ts'
import { Button } from './button.tsx'
import { TextField } from './field.tsx'
import { Tag } from './tag.tsx'
import { createWords, useSay } from './words.ts'

const words = createWords('reader-panel', {
  zh: {
    title: '读卡器',
    none: '未连接',
    connecting: '正在连接……',
    connected: '已连接',
    simulated: '模拟',
    simulation: '模拟读卡器：没有真实设备，号码由人工输入，不能验证芯片。',
    pair: '连接读卡器',
    code: '配对码',
    codeHint: '本机读卡程序（yika reader）显示的配对码，输入一次即可。',
    connect: '配对',
    simulate: '使用模拟读卡器',
    leave: '断开',
    absent: '本机没有运行读卡程序。启动后再试。',
    'not-paired': '配对码不对或已用过。请在读卡程序上取新的配对码。',
    taken: '读卡器正被另一页面使用。',
    gone: '读卡程序已断开。',
  },
  en: {
    title: 'Reader',
    none: 'not connected',
    connecting: 'connecting …',
    connected: 'connected',
    simulated: 'simulated',
    simulation: 'A simulated reader: there is no device, numbers are typed, and no chip can be checked.',
    pair: 'Connect a reader',
    code: 'Pairing code',
    codeHint: 'The code that the reader program of this machine (yika reader) shows; typed once.',
    connect: 'Pair',
    simulate: 'Use a simulated reader',
    leave: 'Disconnect',
    absent: 'No reader program runs on this machine. Start it and try again.',
    'not-paired': 'The code is wrong or was used before. Take a new one from the reader program.',
    taken: 'Another page uses the reader.',
    gone: 'The reader program went away.',
  },
})

interface ReaderPanelProps {
  /** Numbers may be typed in place of a reader. */
  readonly simulation?: boolean
}

/** Which reader this desk has, plainly: a real one, none, or a simulated one that is called so. */
export function ReaderPanel({ simulation = true }: ReaderPanelProps) {
  const say = useSay(words)
  const { state, fault } = useReader()
  const [code, setCode] = useState('')
  useEffect(resumeReader, [])
  // No form: the panel stands within the forms of deeds.
  const pair = () => {
    pairReader(code)
    setCode('')
  }
  const tone = state === 'connected' ? 'good' : state === 'simulated' ? 'warn' : undefined
  return (
    <section className="panel" aria-label={say('title')}>
      <div className="row" role="status">
        <strong>{say('title')}</strong>
        <Tag {...(tone === undefined ? {} : { tone })}>{say(state)}</Tag>
        {fault !== undefined && <span className="field-fault">{say(fault)}</span>}
      </div>
      {state === 'simulated' && <p className="small">{say('simulation')}</p>}
      {(state === 'none' || state === 'connecting') && (
        <details>
          <summary>{say('pair')}</summary>
          <div className="stack">
            <TextField
              label={say('code')}
              hint={say('codeHint')}
              autoComplete="off"
              spellCheck={false}
              value={code}
              onValue={setCode}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                pair()
              }}
            />
            <div className="row">
              <Button busy={state === 'connecting'} onClick={pair}>
                {say('connect')}
              </Button>
              {simulation && <Button onClick={simulateReader}>{say('simulate')}</Button>}
            </div>
          </div>
        </details>
      )}
      {(state === 'connected' || state === 'simulated') && (
        <p>
          <Button look="plain" onClick={leaveReader}>
            {say('leave')}
          </Button>
        </p>
      )}
    </section>
  )
}
