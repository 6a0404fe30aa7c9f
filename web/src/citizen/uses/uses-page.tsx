import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useAskPages } from '../../client/use-calls.ts'
import { useDraft } from '../../client/use-draft.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Page } from '../../ui/page.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useActing } from '../acting.ts'
import { thisMonth, useMonthName } from '../money/month.ts'
import { MonthSteps } from '../money/month-steps.tsx'
import { useCards } from '../use-cards.ts'
import type { Use } from './use.ts'
import { UseList } from './use-list.tsx'
import { UsesFigure } from './uses-figure.tsx'

const words = createWords('uses', {
  zh: {
    title: '我的卡在哪里用过',
    titleOf: '{{name}}的卡在哪里用过',
    lead: '每次用卡都有记录，被拒绝的也记下原因。不认识的，请马上处理。',
    none: '{{month}}没有用卡记录。',
    noneFits: '没有符合条件的记录。',
    service: '服务',
    every: '全部服务',
    result: '结果',
    both: '全部',
    allowed: '已通过',
    refused: '未通过',
    list: '{{month}}的记录',
    count: '共 {{count}} 次',
    loss: '挂失前后的用卡记录',
    back: '返回我的卡',
  },
  en: {
    title: 'Where my card was used',
    titleOf: 'Where the card of {{name}} was used',
    lead: 'Every use is on record, also those that were refused and why. Act at once on one that was not you.',
    none: 'The card was not used in {{month}}.',
    noneFits: 'There is no such use.',
    service: 'Service',
    every: 'every service',
    result: 'Result',
    both: 'both',
    allowed: 'allowed',
    refused: 'refused',
    list: 'Uses in {{month}}',
    count: '{{count}} in all',
    loss: 'Uses before and after the report of loss',
    back: 'Back to my cards',
  },
})

type Result = 'allowed' | 'refused'

/** M2.9: a month at a time, the newest first. */
export function UsesPage() {
  const say = useSay(words)
  const { personId, helped } = useActing()
  const { month = thisMonth() } = useParams({ strict: false }) as { month?: string }
  const monthName = useMonthName()
  const cards = useCards(personId)
  const lost = (cards.data?.cards ?? []).filter(({ socialLostAt }) => socialLostAt !== null)
  const asked = useAskPages('use/my-uses', { personId, month, limit: 200, purpose: 'own-affairs' })
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = asked
  // The figures want the month as a whole.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage])
  return (
    <Page
      title={helped === undefined ? say('title') : say('titleOf', { name: helped.name })}
      lead={say('lead')}
      narrow
      key={personId}
    >
      <MonthSteps to="/uses/$month" params={{}} month={month} />
      {lost.map(({ cardId }) => (
        <p key={cardId}>
          <Link className="button" to="/uses/loss/$personId/$cardId" params={{ personId, cardId }}>
            {say('loss')}
          </Link>
        </p>
      ))}
      <Asked of={asked}>
        {({ pages }) => {
          if (hasNextPage) return <Loading />
          const uses = pages.flatMap((page) => page.uses)
          return uses.length === 0 ? (
            <Empty text={say('none', { month: monthName(month) })} />
          ) : (
            <OfMonth uses={uses} month={month} />
          )
        }}
      </Asked>
      <p>
        <Link to="/">{say('back')}</Link>
      </p>
    </Page>
  )
}

function OfMonth({ uses, month }: { readonly uses: readonly Use[]; readonly month: string }) {
  const say = useSay(words)
  const said = useSaid()
  const monthName = useMonthName()
  const [wish, setWish] = useDraft('uses', { serviceId: '', result: '' as Result | '' })
  const services = new Map(
    uses.map(({ serviceId, service }) => [serviceId, service === null ? serviceId : said(service)]),
  )
  const fitting = uses.filter(
    ({ serviceId, allowed }) =>
      (!services.has(wish.serviceId) || serviceId === wish.serviceId) &&
      (wish.result === '' || allowed === (wish.result === 'allowed')),
  )
  return (
    <>
      <UsesFigure uses={uses} month={month} />
      <section className="stack">
        <h2>{say('list', { month: monthName(month) })}</h2>
        <div className="row">
          <SelectField
            label={say('service')}
            any={say('every')}
            value={services.has(wish.serviceId) ? wish.serviceId : ''}
            options={[...services].map(([value, label]) => ({ value, label }))}
            onValue={(serviceId) => setWish({ ...wish, serviceId })}
          />
          <SelectField
            label={say('result')}
            any={say('both')}
            value={wish.result}
            options={(['allowed', 'refused'] as const).map((value) => ({ value, label: say(value) }))}
            onValue={(result) => setWish({ ...wish, result })}
          />
        </div>
        <p role="status">{say('count', { count: fitting.length })}</p>
        {fitting.length === 0 ? <Empty text={say('noneFits')} /> : <UseList uses={fitting} />}
      </section>
    </>
  )
}
