import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { ApplicationQueue } from './application-queue.tsx'
import { AgreementQueue } from './catalogue/agreement-queue.tsx'
import { IntegrationQueue } from './catalogue/integration-queue.tsx'
import { SanctionQueue } from './catalogue/sanction-queue.tsx'
import { CorrectionQueue } from './correction-queue.tsx'
import { DeathQueue } from './death-queue.tsx'
import { DoneNotice } from './done-notice.tsx'
import { GroundQueue } from './ground-queue.tsx'
import { PolicyProposals } from './policy-proposals.tsx'
import { QueueCount } from './queue-count.tsx'
import { type QueueName, useMyQueues } from './queues.ts'
import { useFilter } from './use-filter.ts'

const words = createWords('inbox', {
  zh: {
    title: '待办事项',
    lead: '需要您判断或由第二人复核的事项，先到的在前。',
    queues: '待办类别',
    applications: '申领审核',
    corrections: '信息更正',
    deaths: '死亡核实',
    grounds: '依据复核',
    rules: '规则批准',
    agreements: '用卡协议',
    integrations: '整合公告',
    sanctions: '暂停结算',
    none: '您的岗位没有待办类别。',
  },
  en: {
    title: 'Work that waits',
    lead: 'What wants your judgement or a second person, the oldest first.',
    queues: 'Kinds of work',
    applications: 'Applications',
    corrections: 'Corrections',
    deaths: 'Deaths',
    grounds: 'Grounds',
    rules: 'Rules',
    agreements: 'Agreements',
    integrations: 'Integrations',
    sanctions: 'Suspensions',
    none: 'Your role has no such work.',
  },
})

interface QueueProps {
  readonly onDone: (text: string) => void
}

const queues: Readonly<Record<QueueName, (props: QueueProps) => ReactNode>> = {
  applications: ApplicationQueue,
  corrections: CorrectionQueue,
  deaths: DeathQueue,
  grounds: GroundQueue,
  rules: PolicyProposals,
  agreements: AgreementQueue,
  integrations: IntegrationQueue,
  sanctions: SanctionQueue,
}

/** Everything that waits for this person, by kind; each kind says how many before it is opened. */
export function InboxPage() {
  const say = useSay(words)
  const mine = useMyQueues()
  const [filter] = useFilter(['queue'])
  const [done, setDone] = useState<string>()
  const queue = mine.find((one) => one === filter.queue) ?? mine[0]
  const Shown = queue === undefined ? undefined : queues[queue]
  return (
    <Page title={say('title')} lead={say('lead')}>
      <DoneNotice text={done} />
      <nav className="row" aria-label={say('queues')}>
        {mine.map((one) => (
          <Link
            key={one}
            className={one === queue ? 'button button-main' : 'button'}
            aria-current={one === queue ? 'true' : undefined}
            to="/inbox"
            search={{ queue: one } as never}
          >
            {say(one)} <QueueCount queue={one} />
          </Link>
        ))}
      </nav>
      {Shown === undefined ? (
        <Empty text={say('none')} />
      ) : (
        <section className="stack">
          <Shown onDone={setDone} />
        </section>
      )}
    </Page>
  )
}
