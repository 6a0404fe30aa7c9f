import './services.css'
import { Link } from '@tanstack/react-router'
import type { Answer } from '../client/operations.ts'
import { useRead } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { OldCards } from './old-cards.tsx'
import type { PublishedService } from './published-service.ts'
import { ServiceSummary } from './service-summary.tsx'

type Fields = Answer<'service/card-services'>['fields']

const words = createWords('services', {
  zh: {
    title: '一张卡能办什么',
    lead: '社会保障卡在八个领域的全部服务：谁能用、怎么用、到哪里办、要不要钱。',
    find: '找服务',
    text: '名称',
    field: '领域',
    every: '全部领域',
    found: '共 {{count}} 项',
    none: '没有符合条件的服务。请换一个词，或选全部领域。',
    empty: '这个领域暂时没有服务。',
    mine: '看我的卡能办什么',
  },
  en: {
    title: 'What one card opens',
    lead: 'Every service of the card in its eight fields: for whom, how, where to get it, what it costs.',
    find: 'Find a service',
    text: 'Name',
    field: 'Field',
    every: 'Every field',
    found: '{{count}} services',
    none: 'No service fits. Try another word, or every field.',
    empty: 'There is no service in this field yet.',
    mine: 'See what my card opens',
  },
})

/** Article 5 (M5.1): the catalogue by the eight fields. */
export function ServicesPage() {
  const say = useSay(words)
  const asked = useRead('service/card-services', {})
  return (
    <Page title={say('title')} lead={say('lead')}>
      <p>
        <a className="button" href="/me/services">
          {say('mine')}
        </a>
      </p>
      <Asked of={asked}>{({ fields }) => <Catalogue fields={fields} />}</Asked>
      <OldCards />
    </Page>
  )
}

function Catalogue({ fields }: { readonly fields: Fields }) {
  const say = useSay(words)
  const said = useSaid()
  const [wish, setWish] = useDraft('services', { text: '', field: '' as Fields[number]['field'] | '' })
  const sought = wish.text.trim().toLowerCase()
  const isSought = ({ name, replacesCard }: PublishedService) =>
    [name.zh, name.en, replacesCard?.zh ?? '', replacesCard?.en ?? ''].some((text) =>
      text.toLowerCase().includes(sought),
    )
  const fitting = fields
    .filter(({ field }) => wish.field === '' || field === wish.field)
    .map((one) => ({ ...one, services: one.services.filter(isSought) }))
  const count = fitting.reduce((sum, { services }) => sum + services.length, 0)
  return (
    <>
      <search className="panel" aria-label={say('find')}>
        <div className="grid">
          <TextField
            label={say('text')}
            value={wish.text}
            maxLength={60}
            enterKeyHint="search"
            onValue={(text) => setWish({ ...wish, text })}
          />
          <SelectField
            label={say('field')}
            any={say('every')}
            value={wish.field}
            options={fields.map(({ field, name }) => ({ value: field, label: said(name) }))}
            onValue={(field) => setWish({ ...wish, field })}
          />
        </div>
        <p role="status">{say('found', { count })}</p>
      </search>
      {count === 0 && sought !== '' && <Empty text={say('none')} />}
      {fitting
        .filter(({ services }) => services.length > 0 || sought === '')
        .map(({ field, name, services }) => (
          <section className="stack" key={field}>
            <h2 className="begins-large">{said(name)}</h2>
            {services.length === 0 ? (
              <p className="quiet">{say('empty')}</p>
            ) : (
              <ul className="services-grid">
                {services.map((service) => (
                  <li className="panel door" key={service.serviceId}>
                    <h3>
                      <Link to="/services/$serviceId" params={{ serviceId: service.serviceId }}>
                        <span className="begins-large">{said(service.name)}</span>
                      </Link>
                    </h3>
                    <ServiceSummary service={service} />
                  </li>
                ))}
              </ul>
            )}
          </section>
        ))}
    </>
  )
}
