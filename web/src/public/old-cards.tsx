import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { TextField } from '../ui/field.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'

const words = createWords('old-cards', {
  zh: {
    title: '不再单独发的卡',
    lead: '这些卡的功能已并入社会保障卡。旧卡在截止日期前继续有效。',
    none: '目前还没有登记停发的卡。',
    stop: '{{day}}起不再发新卡，旧卡用到 {{until}}',
    find: '我有一张旧卡，怎么办？',
    name: '旧卡的名称',
    hint: '例如：公园年票卡',
    ask: '查询',
    unknown: '登记中没有这种卡。请换一个名称，或拨打 96066。',
    replaces: '这项服务代替了{{card}}',
    notYet: '{{card}}还没有登记停发；社会保障卡同样可用。',
    load: '到哪里加载',
    noLoad: '不用加载，社会保障卡启用后就能用。',
    who: '谁能用',
    service: '查看这项服务',
  },
  en: {
    title: 'Cards that are no longer issued',
    lead: 'What they did is done by the social security card. Old ones keep their rights until the day that is said.',
    none: 'No card is on record yet that is not issued any more.',
    stop: 'no new ones from {{day}}; old ones hold until {{until}}',
    find: 'I have an old card: what now?',
    name: 'Name of the old card',
    hint: 'for example: annual ticket card of the parks',
    ask: 'Ask',
    unknown: 'There is no such card on record. Try another name, or call 96066.',
    replaces: 'It takes the place of: {{card}}',
    notYet: 'The end of that card is not on record; the social security card opens the service, too.',
    load: 'Where to load it',
    noLoad: 'Nothing has to be loaded: an enabled card opens it.',
    who: 'For whom',
    service: 'See the service',
  },
})

interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** Article 16 (M16.1, M16.2): the register of cards that have given way, and the answer for whoever holds one. */
export function OldCards() {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const [name, setName] = useState('')
  const [asked, setAsked] = useState('')
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <p>{say('lead')}</p>
      <Asked of={useRead('service/integrated-services', {})}>
        {({ services }) =>
          services.length === 0 ? (
            <p className="quiet">{say('none')}</p>
          ) : (
            <ul>
              {services.map(({ serviceId, oldCard, noOwnCardFrom, oldRightsUntil }) => (
                <li key={serviceId}>
                  <Link to="/services/$serviceId" params={{ serviceId }}>
                    {said(oldCard)}
                  </Link>
                  {': '}
                  {say('stop', { day: moments.on(noOwnCardFrom), until: moments.on(oldRightsUntil) })}
                </li>
              ))}
            </ul>
          )
        }
      </Asked>
      <form
        className="panel"
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(name.trim())
        }}
      >
        <h3>{say('find')}</h3>
        <TextField label={say('name')} hint={say('hint')} value={name} maxLength={60} onValue={setName} />
        <p className="row actions">
          <button className="button" type="submit">
            {say('ask')}
          </button>
        </p>
        <div aria-live="polite">{asked.length > 1 && <EndedCard card={asked} />}</div>
      </form>
    </section>
  )
}

function EndedCard({ card }: { readonly card: string }) {
  const say = useSay(words)
  const said = useSaid()
  const asked = useRead('service/ended-card', { card })
  if (asked.error?.problem.status === 404) return <p>{say('unknown')}</p>
  return (
    <Asked of={asked}>
      {({ answer, load, serviceId }) => (
        <Notice tone="good" title={said(answer)}>
          {load.needed ? (
            <>
              <p>{say('load')}</p>
              <ul>
                {load.places.map(({ place, ...text }) => (
                  <li key={place}>{said(text)}</li>
                ))}
              </ul>
            </>
          ) : (
            <p>{say('noLoad')}</p>
          )}
          <p>
            {say('who')}: {said(load.condition)}
          </p>
          <p>
            <Link to="/services/$serviceId" params={{ serviceId }}>
              {say('service')}
            </Link>
          </p>
        </Notice>
      )}
    </Asked>
  )
}

/** On the page of the service that took the place of a card. */
export function OldCard({ name }: { readonly name: Bilingual }) {
  const say = useSay(words)
  const said = useSaid()
  const asked = useRead('service/ended-card', { card: name.zh })
  return (
    <Notice title={say('replaces', { card: said(name) })}>
      {asked.data !== undefined && <p>{said(asked.data.answer)}</p>}
      {asked.error?.problem.status === 404 && <p>{say('notYet', { card: said(name) })}</p>}
    </Notice>
  )
}
