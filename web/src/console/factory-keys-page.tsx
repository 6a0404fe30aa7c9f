import { useState } from 'react'
import { useMay } from '../client/may.ts'
import type { Answer } from '../client/operations.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { useColleague } from './colleague.ts'
import { DoneNotice } from './done-notice.tsx'
import { ConfirmFactoryKey, SetFactoryKey } from './factory-key-deeds.tsx'
import { useOrganisationName } from './organisation-name.ts'

type Factory = Answer<'production/factory-keys'>['factories'][number]

const words = createWords('factory-keys', {
  zh: {
    title: '制卡厂公钥',
    lead: '制卡订单只对两人认可的公钥加密。第二人应从制卡厂另行取得公钥并自行录入，不要从本页面抄写。',
    empty: '尚未登记任何制卡厂公钥。',
    inUse: '在用',
    waiting: '待第二人确认',
    key: '在用公钥（SM2）',
    x25519: '在用公钥（X25519）',
    setBy: '登记人',
    confirmedBy: '确认人',
    waitingKey: '待确认公钥（SM2）',
    waitingBy: '待确认公钥登记人',
    changed: '最近变动',
    second: '由您登记，须由另一位制卡管理人员确认（第十四条）。',
  },
  en: {
    title: 'Public keys of the factories',
    lead: 'Orders are closed only for a key on which two people agreed. The second person gets the key from the factory by another way and enters it, not copying it from here.',
    empty: 'No key of a factory is set yet.',
    inUse: 'in use',
    waiting: 'waits for a second person',
    key: 'Key in use (SM2)',
    x25519: 'Key in use (X25519)',
    setBy: 'Set by',
    confirmedBy: 'Confirmed by',
    waitingKey: 'Key that waits (SM2)',
    waitingBy: 'Waiting key set by',
    changed: 'Last change',
    second: 'You set it: another production manager has to confirm (Article 14).',
  },
})

export function FactoryKeysPage() {
  const say = useSay(words)
  const may = useMay()
  const [done, setDone] = useState<string>()
  return (
    <Page title={say('title')} lead={say('lead')}>
      <DoneNotice text={done} />
      {may('production/set-factory-key') && <SetFactoryKey onDone={setDone} />}
      <Asked of={useAsk('production/factory-keys', {})}>
        {({ factories }) =>
          factories.length === 0 ? (
            <Empty text={say('empty')} />
          ) : (
            <div className="cards">
              {factories.map((factory) => (
                <FactoryPanel key={factory.makerId} of={factory} onDone={setDone} />
              ))}
            </div>
          )
        }
      </Asked>
    </Page>
  )
}

function FactoryPanel({ of: factory, onDone }: { readonly of: Factory; readonly onDone: (text: string) => void }) {
  const say = useSay(words)
  const may = useMay()
  const moments = useMoments()
  const colleague = useColleague()
  const nameOf = useOrganisationName()
  const { makerId, key, waiting, waitingBy } = factory
  return (
    <section className="panel" aria-label={nameOf(makerId)}>
      <div className="row">
        <h2>{nameOf(makerId)}</h2>
        {key !== null && <Tag tone="good">{say('inUse')}</Tag>}
        {waiting !== null && <Tag tone="warn">{say('waiting')}</Tag>}
      </div>
      <Facts
        of={[
          [say('key'), key === null ? null : inGroups(key.sm2)],
          [say('x25519'), key?.x25519 == null ? null : inGroups(key.x25519)],
          [say('setBy'), colleague.name(factory.setBy)],
          [say('confirmedBy'), colleague.name(factory.confirmedBy)],
          [say('waitingKey'), waiting === null ? null : inGroups(waiting.sm2)],
          [say('waitingBy'), colleague.name(waitingBy)],
          [say('changed'), moments.at(factory.changedAt)],
        ]}
      />
      {waiting !== null && waitingBy === colleague.own && <p className="quiet">{say('second')}</p>}
      {waiting !== null && waitingBy !== colleague.own && may('production/confirm-factory-key') && (
        <ConfirmFactoryKey makerId={makerId} international={waiting.x25519 !== null} onDone={onDone} />
      )}
    </section>
  )
}

/** In groups of eight, as two people read them to each other. */
function inGroups(key: string): string {
  return key.match(/.{1,8}/g)?.join(' ') ?? ''
}
