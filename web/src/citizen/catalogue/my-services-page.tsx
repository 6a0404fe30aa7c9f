import { Link } from '@tanstack/react-router'
import { serviceFields } from '@yika/core/service/card-service.ts'
import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Page } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useActing } from '../acting.ts'
import '../life.css'
import './services.css'

export type ServiceLine = Answer<'service/my-services'>['services'][number]

const words = createWords('my-services', {
  zh: {
    title: '我的卡能办什么',
    titleOf: '{{name}}的卡能办什么',
    lead: '每一项服务在您的卡上的情况；还不能用的，写明缺什么、到哪里办。',
    none: '名下还没有社会保障卡，以下是有卡以后可以办的。',
    apply: '申领社会保障卡',
    count: '现在可用 {{usable}} 项，共 {{all}} 项',
    usable: '可用',
    not: '不可用',
    load: '可加载',
    suspended: '已暂停',
    catalogue: '全部服务目录（公开）',
    back: '返回我的卡',
  },
  en: {
    title: 'What my card opens',
    titleOf: 'What the card of {{name}} opens',
    lead: 'How each service stands on your card; where it does not open, what is missing and where to get it.',
    none: 'There is no card in this name yet; this is what one opens.',
    apply: 'Apply for a card',
    count: '{{usable}} of {{all}} open now',
    usable: 'opens',
    not: 'does not open',
    load: 'to be loaded',
    suspended: 'suspended',
    catalogue: 'The whole catalogue (public)',
    back: 'Back to my cards',
  },
})

/** M5.1, M5.4: every service of the catalogue beside the card of its holder. */
export function MyServicesPage() {
  const say = useSay(words)
  const { personId, helped } = useActing()
  const asked = useAsk('service/my-services', { personId, purpose: 'own-affairs' })
  return (
    <Page
      title={helped === undefined ? say('title') : say('titleOf', { name: helped.name })}
      lead={say('lead')}
      narrow
      key={personId}
    >
      <Asked of={asked}>
        {({ cardId, services }) => (
          <>
            {cardId === null && (
              <Empty text={say('none')}>
                <Link className="button button-main" to="/apply">
                  {say('apply')}
                </Link>
              </Empty>
            )}
            <p>
              <strong>
                {say('count', { usable: services.filter(({ usable }) => usable).length, all: services.length })}
              </strong>
            </p>
            {Object.keys(serviceFields).map((field) => (
              <Field key={field} lines={services.filter((line) => line.field === field)} />
            ))}
          </>
        )}
      </Asked>
      <p className="row">
        <a href="/services">{say('catalogue')}</a>
        <Link to="/">{say('back')}</Link>
      </p>
    </Page>
  )
}

function Field({ lines }: { readonly lines: readonly ServiceLine[] }) {
  const said = useSaid()
  const [first] = lines
  if (first === undefined) return null
  return (
    <section className="panel">
      <h2 className="services-field">{said(first.fieldName)}</h2>
      <ul className="data-list">
        {lines.map((line) => (
          <li key={line.serviceId}>
            <Link to="/services/$serviceId" params={{ serviceId: line.serviceId }}>
              {said(line.name)}
            </Link>
            <Standing line={line} />
            {line.missing !== null && <span className="small">{said(line.missing)}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** In one word how a service stands on the card. */
export function Standing({ line }: { readonly line: ServiceLine }) {
  const say = useSay(words)
  if (line.usable) return <Tag tone="good">{say('usable')}</Tag>
  if (line.suspension !== null) return <Tag tone="bad">{say('suspended')}</Tag>
  if (line.missing?.reason === 'application-not-loaded') return <Tag tone="warn">{say('load')}</Tag>
  return <Tag>{say('not')}</Tag>
}
