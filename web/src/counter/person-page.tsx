import { useNavigate, useParams } from '@tanstack/react-router'
import { isOpen } from '@yika/core/application/application.ts'
import type { CardView } from '@yika/core/card/card-view.ts'
import { useState } from 'react'
import { useMay } from '../client/may.ts'
import { useAsk, useDo } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { ApplicationPanel } from './application-panel.tsx'
import { type CardDeed, openAlready, whyNot } from './card-deeds.ts'
import { CardPanel } from './card-panel.tsx'
import { applyLink, contactLink, deedLink } from './deed-links.ts'
import { deedWords } from './deed-words.ts'
import { KeyStrip, type StripKey } from './key-strip.tsx'
import { PersonFacts } from './person-facts.tsx'
import { PhotoView } from './photo-view.tsx'
import { presenterWords } from './presenter-words.ts'
import { SelectKeys } from './select-keys.tsx'
import { useDesk } from './use-desk.ts'
import { currentVisit, forgetVisit, readOf, type Visit } from './visit.ts'
import { NobodyHere } from './visit-case.tsx'

const words = createWords('counter-person', {
  zh: {
    title: '到访人业务',
    until: '到访人：{{presenter}}。接待有效至 {{at}}',
    photo: '在档照片',
    compare: '请与到访人及其证件核对，确认是同一人。',
    person: '人员信息',
    cards: '社会保障卡',
    none: '此人名下没有社会保障卡，可按 F2 申领。',
    applications: '申领记录',
    noApplications: '没有申领记录。',
    barred: '{{label}}：{{why}}',
    noCard: '此人名下没有可办理的卡。',
    mayNot: '您的岗位不办理此事项。',
  },
  en: {
    title: 'The visitor',
    until: 'Present: {{presenter}}. The visit is open until {{at}}',
    photo: 'Photo on file',
    compare: 'Compare it with the visitor and the document: are they the same person?',
    person: 'The person',
    cards: 'Social security cards',
    none: 'There is no card in the name of this person; F2 applies for one.',
    applications: 'Applications',
    noApplications: 'There are no applications.',
    barred: '{{label}}: {{why}}',
    noCard: 'There is no card for which this can be done.',
    mayNot: 'Your role does not do this.',
  },
})

export function PersonPage() {
  const { personId } = useParams({ strict: false }) as { personId: string }
  const visit = currentVisit(personId)
  return visit === undefined ? <NobodyHere /> : <VisitPage visit={visit} />
}

function VisitPage({ visit }: { readonly visit: Visit }) {
  const say = useSay(words)
  const deed = useSay(deedWords)
  const presenter = useSay(presenterWords)
  const moments = useMoments()
  const may = useMay()
  const navigate = useNavigate()
  const { personId, visitId } = visit
  const asked = useAsk('card/cards-of-person', readOf(visit))
  const applied = useAsk('application/applications-of-person', readOf(visit))
  const close = useDo('holder/close-visit')
  const [selected, setSelected] = useState<string>()
  const [heard, setHeard] = useState('')
  const cards = asked.data?.cards ?? []
  const applications = applied.data?.applications ?? []
  const desk = useDesk(applications.some(isOpen))
  const end = () =>
    close.mutate(
      { personId, visitId },
      {
        onSuccess: () => {
          forgetVisit()
          void navigate({ to: '/' })
        },
      },
    )

  /** The first of these deeds that some card allows; the selected card alone where one is. */
  function keyOf(key: string, label: string, deeds: readonly CardDeed[]): StripKey {
    const meant = selected === undefined ? cards : cards.filter(({ cardId }) => cardId === selected)
    const [found] = deeds.flatMap((name) =>
      meant.filter((card) => whyNot(name, card, desk) === undefined).map((card) => ({ name, card })),
    )
    if (found !== undefined) return { key, label, barred: undefined, run: deedLink(found.name, found.card) }
    const [first] = meant
    const last = deeds.at(-1) as CardDeed
    const barred = (first && whyNot(last, first, desk)) ?? bothOf('noCard')
    return { key, label, barred, run: { to: '.' } }
  }
  const bothOf = (key: 'noCard' | 'mayNot') => ({ zh: words.zh[key], en: words.en[key] })
  const keys: readonly StripKey[] = [
    {
      ...{ key: 'F1', label: deed('contact'), run: contactLink(personId) },
      barred: may('holder/change-contact') ? undefined : bothOf('mayNot'),
    },
    {
      ...{ key: 'F2', label: deed('apply'), run: applyLink(personId) },
      barred: !may('application/apply-for-card') ? bothOf('mayNot') : desk.applicationOpen ? openAlready : undefined,
    },
    keyOf('F3', deed('pins'), ['unblock', 'pin']),
    keyOf('F4', deed('loss'), ['loss']),
    keyOf('F6', deed('next'), ['collect', 'enable']),
    keyOf('F7', deed('activate'), ['activate']),
    keyOf('F8', deed('replace'), ['replace']),
    { key: 'F10', label: deed('end'), barred: undefined, run: () => close.isPending || end() },
  ]
  const photoId = applications.find((one) => one.photoId !== null)?.photoId ?? null

  return (
    <Page
      title={say('title')}
      lead={say('until', { presenter: presenter(visit.presenter), at: moments.at(visit.until) })}
    >
      <KeyStrip keys={keys} onBarred={(label, why) => setHeard(say('barred', { label, why }))} />
      <div role="status">
        {heard !== '' && (
          <Notice tone="warn">
            <p>{heard}</p>
          </Notice>
        )}
      </div>
      {close.error !== null && <ProblemNotice error={close.error} />}
      <div className="visit-columns">
        <section className="panel" aria-label={say('person')}>
          <PersonFacts visit={visit} />
          <PhotoView visit={visit} photoId={photoId} caption={say('photo')} />
          <p className="small quiet">{say('compare')}</p>
        </section>
        <section className="stack">
          <h2>{say('cards')}</h2>
          <Asked of={asked}>
            {() =>
              cards.length === 0 ? <Empty text={say('none')} /> : cards.map((card, index) => panelOf(card, index))
            }
          </Asked>
        </section>
        <section className="stack">
          <h2>{say('applications')}</h2>
          <Asked of={applied}>
            {() =>
              applications.length === 0 ? (
                <p className="quiet">{say('noApplications')}</p>
              ) : (
                applications.map((one) => <ApplicationPanel key={one.applicationId} application={one} desk={desk} />)
              )
            }
          </Asked>
        </section>
      </div>
      {cards.length > 1 && <SelectKeys count={cards.length} onSelect={(index) => setSelected(cards[index]?.cardId)} />}
    </Page>
  )

  function panelOf(card: CardView, index: number) {
    return (
      <CardPanel
        key={card.cardId}
        card={card}
        visit={visit}
        desk={desk}
        place={index + 1}
        selected={cards.length > 1 && selected === card.cardId}
        onSelect={cards.length > 1 ? () => setSelected(card.cardId) : undefined}
      />
    )
  }
}
