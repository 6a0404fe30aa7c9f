import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk, useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { BatchDeeds } from './batch-deeds.tsx'
import { BatchLines } from './batch-lines.tsx'
import { type Batch, owedBy } from './batch-owed.ts'
import { batchStateTone, batchStateWords } from './batch-state-words.ts'
import { BatchTimeline } from './batch-timeline.tsx'
import { debtorWords } from './debtor-words.ts'
import { districtName } from './district-name.ts'
import { DoneNotice } from './done-notice.tsx'
import { useOrganisationName } from './organisation-name.ts'
import { ResultTable } from './result-table.tsx'

const words = createWords('batch', {
  zh: {
    title: '批次 {{number}}',
    reading: '批次',
    state: '状态',
    owed: '待办方',
    bank: '银行',
    district: '区',
    ordered: '订制卡数',
    formed: '组批时间',
    certifier: '证书机构',
    maker: '制卡厂',
    changed: '最近变动',
    next: '下一步',
    nothing: '等待{{who}}回盘，目前无需操作。',
    over: '本批次已办结。',
    way: '进度',
    answers: '各方回盘',
  },
  en: {
    title: 'Batch {{number}}',
    reading: 'Batch',
    state: 'State',
    owed: 'Waits for',
    bank: 'Bank',
    district: 'District',
    ordered: 'Cards ordered',
    formed: 'Formed',
    certifier: 'Certificate system',
    maker: 'Factory',
    changed: 'Last change',
    next: 'Next step',
    nothing: 'It waits for {{who}}; there is nothing to do here now.',
    over: 'This batch is over.',
    way: 'Progress',
    answers: 'What came back',
  },
})

export function BatchPage() {
  const say = useSay(words)
  const { batchId } = useParams({ strict: false }) as { readonly batchId: string }
  const [done, setDone] = useState<string>()
  const asked = useAsk('production/batch-lines', { batchId, limit: 1, purpose: 'production' })
  const number = asked.data?.batch.batchNumber
  return (
    <Page title={number === undefined ? say('reading') : say('title', { number })}>
      <DoneNotice text={done} />
      <Asked of={asked}>
        {({ batch }) => (
          <>
            <div className="split">
              <BatchFacts batch={batch} />
              <section className="panel">
                <h2>{say('next')}</h2>
                <Owed batch={batch} />
                <BatchDeeds batch={batch} onDone={setDone} />
              </section>
            </div>
            <div className="split">
              <section className="stack">
                <h2>{say('answers')}</h2>
                <ResultTable batch={batch} />
              </section>
              <section className="stack">
                <h2>{say('way')}</h2>
                <BatchTimeline batch={batch} />
              </section>
            </div>
            <BatchLines batchId={batchId} onDone={setDone} />
          </>
        )}
      </Asked>
    </Page>
  )
}

function BatchFacts({ batch }: { readonly batch: Batch }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const banks = useRead('bank/banks', {})
  const nameOf = useOrganisationName()
  const bank = banks.data?.banks.find(({ bankId }) => bankId === batch.bankId)
  const tone = batchStateTone(batch.state)
  const owed = owedBy(batch)
  return (
    <section className="panel">
      <Facts
        of={[
          [
            say('state'),
            <Tag key="state" {...(tone === undefined ? {} : { tone })}>
              {said(batchStateWords[batch.state])}
            </Tag>,
          ],
          [say('owed'), owed === null ? null : said(debtorWords[owed])],
          [say('bank'), bank === undefined ? batch.bankId : said(bank.name)],
          [say('district'), said(districtName(batch.district))],
          [say('ordered'), batch.ordered],
          [say('certifier'), batch.certifierId === null ? null : nameOf(batch.certifierId)],
          [say('maker'), batch.makerId === null ? null : nameOf(batch.makerId)],
          [say('formed'), moments.at(batch.formedAt)],
          [say('changed'), moments.at(batch.changedAt)],
        ]}
      />
    </section>
  )
}

function Owed({ batch }: { readonly batch: Batch }) {
  const say = useSay(words)
  const said = useSaid()
  const owed = owedBy(batch)
  if (owed === null) return <p className="quiet">{say('over')}</p>
  if (owed === 'office' || owed === 'second-person') return null
  return <p>{say('nothing', { who: said(debtorWords[owed]) })}</p>
}
