import { useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { type Device, type DeviceKey, publicKeyOf } from './device.ts'
import type { Terminal } from './terminal.ts'
import { useTerminalState } from './terminal-context.tsx'

const words = createWords('terminal-register', {
  zh: {
    title: '请机构登记本终端',
    lead: '由机构的系统用“登记终端”接口提交下列名称和公钥；名称已登记过的，用“更换终端公钥”。登记后本页自动开始服务。',
    name: '终端名称',
    key: '公钥（可公开）',
    code: '名称和公钥的二维码',
    copy: '复制公钥',
    copied: '已复制',
    now: '现在检查',
    unreached: '暂时连不上中心，网络恢复后自动再试。',
  },
  en: {
    title: 'The institution registers this terminal',
    lead: 'Its system hands in this name and this key with “register a terminal”, or with “replace the keys” where the name is in the register already. Then this page begins by itself.',
    name: 'Name of the terminal',
    key: 'Public key (no secret)',
    code: 'Code with the name and the key',
    copy: 'Copy the key',
    copied: 'Copied',
    now: 'Check now',
    unreached: 'The office is not reached; it is tried again when the network is back.',
  },
})

const pollMs = 5000

/** What the register needs of this device, to be carried there by hand, by camera or by copying. */
export function RegisterPanel({ device, terminal }: { readonly device: Device; readonly terminal: Terminal }) {
  const say = useSay(words)
  const said = useSaid()
  const { link, barred } = useTerminalState(terminal)
  const [key, setKey] = useState<DeviceKey>()
  const [copied, setCopied] = useState(false)
  useEffect(() => void publicKeyOf(device).then(setKey), [device])
  useEffect(() => {
    const timer = setInterval(() => void terminal.look(), pollMs)
    return () => clearInterval(timer)
  }, [terminal])
  const text = JSON.stringify(key ?? {}, null, 2)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <Page title={say('title')} lead={say('lead')}>
      <div className="split terminal-register">
        <section className="stack">
          <h2>{say('name')}</h2>
          <p>
            <code className="lead">{device.terminalId}</code>
          </p>
          <h2>{say('key')}</h2>
          <pre className="terminal-key">{text}</pre>
          <div className="row actions">
            <Button look="main" onClick={() => void terminal.look()}>
              {say('now')}
            </Button>
            <Button onClick={() => void copy()}>{say(copied ? 'copied' : 'copy')}</Button>
          </div>
          <div role="status">
            {link === 'off-line' ? (
              <p>{say('unreached')}</p>
            ) : (
              barred !== undefined && (
                <Notice tone="warn">
                  <p>{said(barred.text)}</p>
                </Notice>
              )
            )}
          </div>
        </section>
        {key !== undefined && (
          <QrCode text={JSON.stringify({ terminalId: device.terminalId, keys: [key] })} label={say('code')} />
        )}
      </div>
    </Page>
  )
}
