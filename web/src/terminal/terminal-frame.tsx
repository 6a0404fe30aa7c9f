import { Outlet } from '@tanstack/react-router'
import { Frame } from '../ui/frame.tsx'
import { Loading } from '../ui/loading.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSay } from '../ui/words.ts'
import type { Terminal } from './terminal.ts'
import { useHeld, useTerminalState } from './terminal-context.tsx'

const words = createWords('terminal-frame', {
  zh: {
    portal: '服务终端',
    serve: '服务',
    settings: '设置',
    unable: '此浏览器不能用作终端',
    unableNext:
      '终端的密钥只能保存在安全地址（https）上、允许保存数据的浏览器里。请检查地址和浏览器设置，不要使用无痕窗口。',
    'on-line': '在线',
    'off-line': '离线',
    unknown: '正在连接',
    waiting: '{{count}} 笔待上报',
  },
  en: {
    portal: 'Terminal',
    serve: 'Serve',
    settings: 'Settings',
    unable: 'This browser cannot be a terminal',
    unableNext:
      'The key of a terminal is kept only at a secure address (https) and in a browser that may store data. Check both; a private window will not do.',
    'on-line': 'on line',
    'off-line': 'off line',
    unknown: 'connecting',
    waiting: '{{count}} to be told',
  },
})

export function TerminalFrame() {
  const say = useSay(words)
  const held = useHeld()
  return (
    <Frame
      desk
      portal={say('portal')}
      home="/terminal"
      nav={[
        { to: '/', label: say('serve') },
        { to: '/settings', label: say('settings') },
      ]}
      offline={<div role="status">{held.is === 'enrolled' && <LinkState terminal={held.terminal} />}</div>}
    >
      {held.is === 'opening' ? <Loading /> : held.is === 'unable' ? <Unable /> : <Outlet />}
    </Frame>
  )
}

const tones = { 'on-line': 'good', 'off-line': 'warn', unknown: undefined } as const

/** Always in sight: whether the office hears this device, and what it still has to tell. */
function LinkState({ terminal }: { readonly terminal: Terminal }) {
  const say = useSay(words)
  const { link, waiting, about } = useTerminalState(terminal)
  return (
    <p className="terminal-link">
      <Tag tone={tones[link]}>{say(link)}</Tag>
      {about !== undefined && <span>{about.place}</span>}
      {waiting > 0 && <Tag tone="warn">{say('waiting', { count: waiting })}</Tag>}
    </p>
  )
}

function Unable() {
  const say = useSay(words)
  return (
    <Page title={say('unable')} narrow>
      <Notice tone="bad">
        <p>{say('unableNext')}</p>
      </Notice>
    </Page>
  )
}
