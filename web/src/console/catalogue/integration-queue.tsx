import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useMoments } from '../../ui/moment.ts'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useColleague } from '../colleague.ts'
import { Deed } from '../deed.tsx'
import { useIntegrationQueue } from '../queues.ts'

const words = createWords('integration-queue', {
  zh: {
    title: '待签署的整合公告（{{count}}）',
    empty: '没有待签署的整合公告。',
    oldCard: '旧卡',
    owner: '主管部门',
    noOwn: '不再发放自',
    rights: '旧卡权益保留至',
    announcedBy: '公告',
    own: '由您公告：须由另一人签署。',
    sign: '签署',
    what: '登记即刻公布：自 {{from}} 起不再发放“{{card}}”，旧卡权益保留至 {{until}}，只能延长，不能缩短。',
    done: '已签署并公布：{{card}}。',
  },
  en: {
    title: 'Integrations that wait for a signature ({{count}})',
    empty: 'No integration waits.',
    oldCard: 'Old card',
    owner: 'Department',
    noOwn: 'No longer issued from',
    rights: 'Old cards keep their rights until',
    announcedBy: 'Announced by',
    own: 'You announced it: somebody else has to sign.',
    sign: 'Sign',
    what: 'It is published at once: from {{from}} on no “{{card}}” is issued, old ones keep their rights until {{until}}; that day can be put off, never brought forward.',
    done: 'Signed and published: {{card}}.',
  },
})

interface IntegrationQueueProps {
  readonly onDone: (text: string) => void
  /** A page that is about more says nothing of what does not wait. */
  readonly silentWhenNone?: boolean
}

/** M16.1: before a second person has signed, the register says nothing. */
export function IntegrationQueue({ onDone, silentWhenNone = false }: IntegrationQueueProps) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const colleague = useColleague()
  const { asked, rows = [] } = useIntegrationQueue()
  if (silentWhenNone && rows.length === 0) return null
  return (
    <Asked of={asked}>
      {() => (
        <section className="stack">
          <h2>{say('title', { count: rows.length })}</h2>
          {rows.length === 0 ? (
            <Empty text={say('empty')} />
          ) : (
            <div className="cards">
              {rows.map(({ serviceId, service, owner, oldCard, noOwnCardFrom, oldRightsUntil, announcedBy }) => {
                const card = said(oldCard)
                return (
                  <article className="panel" key={serviceId}>
                    <h3>{said(service)}</h3>
                    <Facts
                      of={[
                        [say('oldCard'), card],
                        [say('owner'), said(owner)],
                        [say('noOwn'), moments.on(noOwnCardFrom)],
                        [say('rights'), moments.on(oldRightsUntil)],
                        [say('announcedBy'), colleague.name(announcedBy)],
                      ]}
                    />
                    <div className="row actions">
                      {announcedBy === colleague.own ? (
                        <span className="quiet">{say('own')}</span>
                      ) : (
                        <Deed
                          name="service/sign-integration"
                          look="main"
                          label={say('sign')}
                          consequence={say('what', {
                            card,
                            from: moments.on(noOwnCardFrom),
                            until: moments.on(oldRightsUntil),
                          })}
                          input={() => ({ serviceId })}
                          onDone={() => onDone(say('done', { card }))}
                        />
                      )}
                    </div>
                  </article>
                )
              })}
            </div>
          )}
        </section>
      )}
    </Asked>
  )
}
