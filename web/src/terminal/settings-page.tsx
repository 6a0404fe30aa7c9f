import { stalenessWords } from '@yika/core/status-list/staleness-words.ts'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { CheckField } from '../ui/check-field.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { fingerprint, publicKeyOf } from './device.ts'
import { prefer, preferences } from './preferences.ts'
import { type Held, useHeld, useTerminalState } from './terminal-context.tsx'

const words = createWords('terminal-settings', {
  zh: {
    title: '终端设置',
    none: '本设备还不是服务终端。请先在“服务”页为它命名。',
    device: '本设备',
    name: '终端名称',
    institution: '所属机构',
    place: '位置',
    services: '可办服务',
    fingerprint: '公钥指纹',
    offline: '离线使用',
    allowed: '已获准',
    notAllowed: '未获准',
    status: '登记状态',
    active: '在用',
    suspended: '暂停',
    retired: '已停用',
    lists: '卡状态名单',
    list: '第 {{shard}} 号名单 · 第 {{version}} 版',
    noLists: '还没有名单：离线时不能核验。',
    health: '运行情况',
    reported: '最近上报',
    condition: '评定',
    ok: '正常',
    degraded: '有欠缺',
    failing: '故障',
    clock: '与中心的时差',
    seconds: '{{count}} 秒',
    clockWrong: '本机时间不准，核验会被拒绝。请在系统设置里校准时间。',
    never: '尚未上报',
    waiting: '待上报的核验',
    waitingNone: '没有',
    now: '立即上报并更新名单',
    turned: '上报后未被认可',
    turnedLead: '离线时放行，但中心的记录不同。请按机构规定处理。',
    answers: '结果显示',
    sound: '用声音提示结果',
    stay: '结果一直显示，按键才清除',
    staff: '屏幕只有工作人员看得到：显示具体原因',
    forget: '撤销本设备',
    forgetLead: '删除密钥、名单和记录。之后须重新登记才能使用。',
    forgetWaiting: '还有 {{count}} 笔核验没有上报，撤销后将丢失。',
    forgetNow: '撤销本设备',
    sure: '确实要撤销吗？',
    keep: '不撤销',
  },
  en: {
    title: 'Settings of the terminal',
    none: 'This device is no terminal yet. Give it a name on the page “Serve” first.',
    device: 'This device',
    name: 'Name',
    institution: 'Institution',
    place: 'Place',
    services: 'Services',
    fingerprint: 'Fingerprint of the key',
    offline: 'Work without the network',
    allowed: 'allowed',
    notAllowed: 'not allowed',
    status: 'In the register',
    active: 'active',
    suspended: 'suspended',
    retired: 'retired',
    lists: 'Status lists',
    list: 'List {{shard}} · version {{version}}',
    noLists: 'There is no list yet: nothing can be checked without the network.',
    health: 'Condition',
    reported: 'Last report',
    condition: 'Judged',
    ok: 'well',
    degraded: 'degraded',
    failing: 'failing',
    clock: 'Clock beside the office’s',
    seconds: '{{count}} s',
    clockWrong: 'The clock of this device is wrong: cards will be refused. Set it in the settings of the system.',
    never: 'none yet',
    waiting: 'Uses to be told',
    waitingNone: 'none',
    now: 'Report and fetch the lists now',
    turned: 'Not confirmed afterwards',
    turnedLead: 'Let in without the network, but the office knew otherwise. Follow the rules of the institution.',
    answers: 'How answers are shown',
    sound: 'A sound with every answer',
    stay: 'An answer stays until a key is pressed',
    staff: 'Only staff see this screen: say the reason itself',
    forget: 'Forget this device',
    forgetLead: 'Its key, its lists and its records are deleted. To be used again it must be registered again.',
    forgetWaiting: '{{count}} uses were not told yet and will be lost.',
    forgetNow: 'Forget this device',
    sure: 'Is that what you want?',
    keep: 'Keep it',
  },
})

export function SettingsPage() {
  const say = useSay(words)
  const held = useHeld()
  if (held.is === 'enrolled') return <Settings held={held} />
  return <Page title={say('title')} lead={say('none')} narrow />
}

type Enrolled = Extract<Held, { is: 'enrolled' }>

function Settings({ held }: { readonly held: Enrolled }) {
  const say = useSay(words)
  return (
    <Page title={say('title')}>
      <div className="split">
        <DeviceFacts held={held} />
        <ListFacts held={held} />
        <HealthFacts held={held} />
        <Answers />
        <Forget held={held} />
      </div>
    </Page>
  )
}

function DeviceFacts({ held: { device, terminal } }: { readonly held: Enrolled }) {
  const say = useSay(words)
  const said = useSaid()
  const { about } = useTerminalState(terminal)
  const [print, setPrint] = useState('')
  useEffect(() => void publicKeyOf(device).then(fingerprint).then(setPrint), [device])
  return (
    <section className="panel">
      <h2>{say('device')}</h2>
      <Facts
        of={[
          [say('name'), <code key="name">{device.terminalId}</code>],
          [say('institution'), about && said(about.institution)],
          [say('place'), about?.place],
          [say('services'), about?.services.map(({ name }) => said(name)).join(' · ')],
          [say('status'), about && say(about.status)],
          [say('offline'), about && say(about.offline ? 'allowed' : 'notAllowed')],
          [say('fingerprint'), <code key="print">{print}</code>],
        ]}
      />
    </section>
  )
}

const tones = { fresh: 'good', stale: 'warn', expired: 'bad' } as const

function ListFacts({ held: { terminal } }: { readonly held: Enrolled }) {
  const say = useSay(words)
  const said = useSaid()
  const { lists } = useTerminalState(terminal)
  return (
    <section className="panel">
      <h2>{say('lists')}</h2>
      {lists.length === 0 && <p>{say('noLists')}</p>}
      <ul className="plain-list stack">
        {lists.map((list) => (
          <li key={list.shard}>
            <Tag tone={tones[list.staleness]}>{say('list', { shard: list.shard, version: list.version })}</Tag>
            <p className="small">{said(stalenessWords(list, Date.now()))}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

const clockMostMs = 20_000
const healthTones = { ok: 'good', degraded: 'warn', failing: 'bad' } as const

function HealthFacts({ held: { terminal } }: { readonly held: Enrolled }) {
  const say = useSay(words)
  const { at } = useMoments()
  const { health, waiting, turned } = useTerminalState(terminal)
  const [busy, setBusy] = useState(false)
  const look = () => {
    setBusy(true)
    void terminal.look().finally(() => setBusy(false))
  }
  return (
    <section className="panel">
      <h2>{say('health')}</h2>
      <Facts
        of={[
          [say('reported'), health === undefined ? say('never') : at(health.at)],
          [say('condition'), health && <Tag tone={healthTones[health.health]}>{say(health.health)}</Tag>],
          [say('clock'), health && say('seconds', { count: Math.round(health.clockOffMs / 100) / 10 })],
          [say('waiting'), waiting === 0 ? say('waitingNone') : String(waiting)],
        ]}
      />
      {health !== undefined && Math.abs(health.clockOffMs) > clockMostMs && (
        <Notice tone="warn">
          <p>{say('clockWrong')}</p>
        </Notice>
      )}
      <p>
        <Button busy={busy} onClick={look}>
          {say('now')}
        </Button>
      </p>
      {turned.length > 0 && (
        <>
          <h3>{say('turned')}</h3>
          <p className="small">{say('turnedLead')}</p>
          <TurnedUses of={turned} />
        </>
      )}
    </section>
  )
}

function TurnedUses({ of }: { readonly of: ReturnType<Enrolled['terminal']['state']>['turned'] }) {
  const said = useSaid()
  const { at } = useMoments()
  return (
    <ul className="plain-list stack">
      {of.map((use) => (
        <li key={use.at}>
          {at(use.at)} · {use.serviceId} {use.reason !== null && <span>· {said(use.reason)}</span>}
        </li>
      ))}
    </ul>
  )
}

function Answers() {
  const say = useSay(words)
  const [chosen, setChosen] = useState(preferences)
  return (
    <section className="panel">
      <h2>{say('answers')}</h2>
      {(['sound', 'stay', 'staff'] as const).map((name) => (
        <CheckField
          key={name}
          label={say(name)}
          checked={chosen[name]}
          onValue={(value) => setChosen(prefer({ [name]: value }))}
        />
      ))}
    </section>
  )
}

function Forget({ held: { terminal, forget } }: { readonly held: Enrolled }) {
  const say = useSay(words)
  const { waiting } = useTerminalState(terminal)
  const dialog = useRef<HTMLDialogElement>(null)
  return (
    <section className="panel">
      <h2>{say('forget')}</h2>
      <p>{say('forgetLead')}</p>
      <p>
        <Button onClick={() => dialog.current?.showModal()}>{say('forget')}</Button>
      </p>
      <dialog ref={dialog} aria-labelledby="forget-title">
        <div className="stack">
          <h2 id="forget-title">{say('sure')}</h2>
          <p>{say('forgetLead')}</p>
          {waiting > 0 && (
            <Notice tone="warn">
              <p>{say('forgetWaiting', { count: waiting })}</p>
            </Notice>
          )}
          <div className="row actions">
            <Button look="grave" onClick={() => void forget()}>
              {say('forgetNow')}
            </Button>
            <Button onClick={() => dialog.current?.close()}>{say('keep')}</Button>
          </div>
        </div>
      </dialog>
    </section>
  )
}
