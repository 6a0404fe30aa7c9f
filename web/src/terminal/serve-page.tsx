import { CallFailed } from '../client/problem.ts'
import { Loading } from '../ui/loading.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { EnrolPanel } from './enrol-panel.tsx'
import { RegisterPanel } from './register-panel.tsx'
import { ServePanel } from './serve-panel.tsx'
import type { Terminal } from './terminal.ts'
import { type Held, useHeld, useTerminalState } from './terminal-context.tsx'

const words = createWords('terminal-serve-page', {
  zh: {
    title: '服务终端',
    nothing: '本终端没有可用的服务',
    nothingNext: '登记的服务没有有效协议。请所属机构续签协议。',
    suspended: '本终端已暂停使用。请联系所属机构恢复，或改用其他终端。',
  },
  en: {
    title: 'Terminal',
    nothing: 'This terminal has nothing to offer',
    nothingNext: 'None of its services has an agreement in force. The institution renews them.',
    suspended: 'This terminal is suspended. Ask the institution to restore it, or use another one.',
  },
})

export function ServePage() {
  const held = useHeld()
  if (held.is === 'new') return <EnrolPanel onEnrol={held.enrol} />
  return held.is === 'enrolled' ? <Enrolled held={held} /> : null
}

function Enrolled({ held: { device, terminal } }: { readonly held: Extract<Held, { is: 'enrolled' }> }) {
  const { admitted } = useTerminalState(terminal)
  return admitted ? <Serving terminal={terminal} /> : <RegisterPanel device={device} terminal={terminal} />
}

function Serving({ terminal }: { readonly terminal: Terminal }) {
  const say = useSay(words)
  const said = useSaid()
  const state = useTerminalState(terminal)
  const { about, barred } = state
  if (about === undefined)
    return (
      <Page title={say('title')}>
        {barred === undefined ? <Loading /> : <ProblemNotice error={new CallFailed(barred)} />}
      </Page>
    )
  if (about.services.length === 0) return <Page title={say('nothing')} lead={say('nothingNext')} />
  return (
    <Page title={said(about.institution)}>
      {barred !== undefined && <ProblemNotice error={new CallFailed(barred)} />}
      {about.status !== 'active' && (
        <Notice tone="bad">
          <p>{say('suspended')}</p>
        </Notice>
      )}
      <ServePanel terminal={terminal} state={state} services={about.services} />
    </Page>
  )
}
