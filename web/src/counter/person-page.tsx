import { Link, useNavigate, useParams } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { districts } from '@yika/core/identifier/district.ts'
import { sexes } from '@yika/core/identifier/sex.ts'
import { useMay } from '../client/may.ts'
import type { Answer } from '../client/operations.ts'
import { useAsk, useDo } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { CardFace } from '../ui/card-face.tsx'
import { Empty } from '../ui/empty.tsx'
import { Facts } from '../ui/facts.tsx'
import { useKeys } from '../ui/keys.ts'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { currentVisit, forgetVisit, type Visit } from './visit.ts'
import { NobodyHere } from './visit-case.tsx'

const words = createWords('counter-person', {
  zh: {
    title: '到访人业务',
    until: '接待有效至 {{at}}',
    end: '结束接待',
    name: '姓名',
    ssn: '社会保障号码',
    sex: '性别',
    birth: '出生日期',
    district: '所在区',
    phone: '联系电话',
    cards: '社会保障卡',
    none: '此人名下没有社会保障卡。',
    loss: '挂失',
    receipt: '挂失回执',
  },
  en: {
    title: 'The visitor',
    until: 'The visit is open until {{at}}',
    end: 'End the visit',
    name: 'Name',
    ssn: 'Social security number',
    sex: 'Sex',
    birth: 'Born',
    district: 'District',
    phone: 'Phone',
    cards: 'Social security cards',
    none: 'There is no card in the name of this person.',
    loss: 'Report a loss',
    receipt: 'Receipt of the loss report',
  },
})

export function PersonPage() {
  const { personId } = useParams({ strict: false }) as { personId: string }
  const visit = currentVisit(personId)
  return visit === undefined ? <NobodyHere /> : <VisitPage visit={visit} />
}

function VisitPage({ visit }: { readonly visit: Visit }) {
  const say = useSay(words)
  const moments = useMoments()
  const may = useMay()
  const navigate = useNavigate()
  const { personId, visitId } = visit
  const read = { personId, purpose: 'counter-service', caseId: visitId } as const
  const person = useAsk('holder/person', read)
  const cards = useAsk('card/cards-of-person', read)
  const close = useDo('holder/close-visit')
  const lost = cards.data?.cards.find(({ actions }) => actions.includes('report-loss'))
  const leave = () => {
    forgetVisit()
    void navigate({ to: '/' })
  }
  const end = () => close.mutate({ personId, visitId }, { onSuccess: leave })
  const reportLoss = (cardId: string) =>
    void navigate({ to: '/person/$personId/cards/$cardId/report-loss', params: { personId, cardId } })
  useKeys([
    ...(lost !== undefined && may('card/report-loss')
      ? [{ key: 'F4', label: say('loss'), run: () => reportLoss(lost.cardId) }]
      : []),
    { key: 'F10', label: say('end'), run: end },
  ])
  return (
    <Page title={say('title')}>
      <div className="row">
        <p className="quiet">{say('until', { at: moments.at(visit.until) })}</p>
        <Button busy={close.isPending} onClick={end}>
          {say('end')} <kbd>F10</kbd>
        </Button>
      </div>
      {close.error !== null && <ProblemNotice error={close.error} />}
      <div className="split">
        <section className="panel">
          <Asked of={person}>{(answer) => <PersonFacts person={answer} />}</Asked>
        </section>
        <section className="stack">
          <h2>{say('cards')}</h2>
          <Asked of={cards}>
            {(answer) =>
              answer.cards.length === 0 ? (
                <Empty text={say('none')} />
              ) : (
                answer.cards.map((card) => (
                  <CardPanel
                    key={card.cardId}
                    card={card}
                    visit={visit}
                    onLoss={
                      may('card/report-loss') && card.actions.includes('report-loss')
                        ? () => reportLoss(card.cardId)
                        : undefined
                    }
                    first={card === lost}
                  />
                ))
              )
            }
          </Asked>
        </section>
      </div>
    </Page>
  )
}

function PersonFacts({ person }: { readonly person: Answer<'holder/person'> }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const district = person.district in districts ? districts[person.district as keyof typeof districts] : undefined
  return (
    <>
      <h2 lang="zh-CN">{person.name ?? '—'}</h2>
      <Facts
        of={[
          [
            say('ssn'),
            person.ssn === null ? null : (
              <span key="ssn" className="number">
                {person.ssn}
              </span>
            ),
          ],
          [say('sex'), said(sexes[person.sex])],
          [say('birth'), moments.on(person.birthOn)],
          [say('district'), district === undefined ? person.district : said(district)],
          [
            say('phone'),
            person.phone === null ? null : (
              <span key="phone" className="number">
                {person.phone}
              </span>
            ),
          ],
        ]}
      />
    </>
  )
}

interface CardPanelProps {
  readonly card: CardView
  readonly visit: Visit
  readonly onLoss: (() => void) | undefined
  /** The card that the keys mean. */
  readonly first: boolean
}

function CardPanel({ card, visit, onLoss, first }: CardPanelProps) {
  const say = useSay(words)
  const said = useSaid()
  const { personId, cardId } = card
  const asked = useAsk('card/card-status', {
    personId,
    cardId,
    purpose: 'counter-service',
    caseId: visit.visitId,
  })
  const lost = card.socialLossReceiptId !== null || card.financeLossReceiptId !== null
  return (
    <article className="panel">
      <CardFace card={card} />
      <Asked of={asked}>
        {({ headline, finance, pin }) => (
          <>
            <Notice title={said(headline)}>
              <p>{said(headline.next)}</p>
            </Notice>
            <p className="quiet">
              {said(finance)} · {said(pin)}
            </p>
          </>
        )}
      </Asked>
      <p className="row">
        {onLoss !== undefined && (
          <Button look="grave" onClick={onLoss}>
            {say('loss')} {first && <kbd>F4</kbd>}
          </Button>
        )}
        {lost && (
          <Link className="button" to="/person/$personId/cards/$cardId/loss-receipt" params={{ personId, cardId }}>
            {say('receipt')}
          </Link>
        )}
      </p>
    </article>
  )
}
