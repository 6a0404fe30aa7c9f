import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import { useDo } from '../../client/use-calls.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import type { ServiceLine } from './my-services-page.tsx'

type Action = ServiceLine['actions'][number]

const words = createWords('service-deeds', {
  zh: {
    title: '可以办理',
    load: '加载到卡上',
    activate: '激活',
    suspend: '暂停这项服务',
    resume: '恢复这项服务',
    remove: '从卡上移除',
    loadSure: '加载后立即可以使用。',
    activateSure: '激活后即可使用。',
    suspendSure: '暂停后，任何人都不能用这张卡办这项服务，直到您恢复。卡片其他功能不变。',
    resumeSure: '恢复后立即可以使用。',
    removeSure: '移除后要再用，须重新加载。卡片其他功能不变。',
    yes: '确定',
    no: '取消',
    loadDone: '已加载到卡上。',
    activateDone: '已激活。',
    suspendDone: '已暂停。',
    resumeDone: '已恢复。',
    removeDone: '已移除。',
  },
  en: {
    title: 'What can be done',
    load: 'Load it on the card',
    activate: 'Activate it',
    suspend: 'Suspend the service',
    resume: 'Resume the service',
    remove: 'Remove it from the card',
    loadSure: 'It opens at once.',
    activateSure: 'It opens from now on.',
    suspendSure: 'Nobody can use this service with the card until you resume it. Everything else stays.',
    resumeSure: 'It opens again at once.',
    removeSure: 'To use it again it has to be loaded anew. Everything else stays.',
    yes: 'Yes, do it',
    no: 'No',
    loadDone: 'It is on the card.',
    activateDone: 'It is active.',
    suspendDone: 'It is suspended.',
    resumeDone: 'It opens again.',
    removeDone: 'It is removed.',
  },
})

/** What the department reads of a suspension or removal by the holder. */
const byHolder = '持卡人网上办理'

interface ServiceDeedsProps {
  readonly personId: string
  readonly cardId: string
  readonly line: ServiceLine
}

/** Article 5: what its holder can do about a service from home; each says first what follows. */
export function ServiceDeeds({ personId, cardId, line: { serviceId, actions, physicalCardOnly } }: ServiceDeedsProps) {
  const say = useSay(words)
  const may = useMay()
  const [chosen, setChosen] = useState<Action>()
  const [done, setDone] = useState<Action>()
  const deeds = {
    load: useDo('service/load-service'),
    activate: useDo('service/activate-application'),
    suspend: useDo('service/suspend-application'),
    resume: useDo('service/resume-application'),
    remove: useDo('service/remove-application'),
  }
  const open = actions.filter((action) => may(operationOf[action]))
  const deed = chosen === undefined ? undefined : deeds[chosen]

  function run(action: Action): void {
    const onCard = { personId, cardId, serviceId }
    const told = {
      onSuccess() {
        setChosen(undefined)
        setDone(action)
      },
    }
    if (action === 'load') deeds.load.mutate({ ...onCard, medium: physicalCardOnly ? 'card' : 'e-card' }, told)
    else if (action === 'suspend')
      deeds.suspend.mutate({ ...onCard, reason: 'holder-request', reference: byHolder, until: null }, told)
    else if (action === 'remove') deeds.remove.mutate({ ...onCard, reason: byHolder }, told)
    else if (action === 'activate') deeds.activate.mutate(onCard, told)
    else deeds.resume.mutate(onCard, told)
  }

  return (
    <section className="stack" aria-label={say('title')}>
      <div role="status">{done !== undefined && <p className="notice notice-good">{say(`${done}Done`)}</p>}</div>
      {deed?.error != null && <ProblemNotice error={deed.error} />}
      {open.length > 0 && <h2>{say('title')}</h2>}
      {chosen === undefined ? (
        <p className="row actions">
          {open.map((action) => (
            <Button
              key={action}
              {...(action === 'load' || action === 'resume' ? { look: 'main' as const } : {})}
              onClick={() => {
                setDone(undefined)
                setChosen(action)
              }}
            >
              {say(action)}
            </Button>
          ))}
        </p>
      ) : (
        <section className="panel" aria-label={say(chosen)}>
          <h3>{say(chosen)}</h3>
          <p>{say(`${chosen}Sure`)}</p>
          <p className="row actions">
            <Button look="main" busy={deed?.isPending === true} onClick={() => run(chosen)}>
              {say('yes')}
            </Button>
            <Button onClick={() => setChosen(undefined)}>{say('no')}</Button>
          </p>
        </section>
      )}
    </section>
  )
}

const operationOf = {
  load: 'service/load-service',
  activate: 'service/activate-application',
  suspend: 'service/suspend-application',
  resume: 'service/resume-application',
  remove: 'service/remove-application',
} as const satisfies Record<Action, string>
