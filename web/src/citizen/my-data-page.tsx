import { Link } from '@tanstack/react-router'
import { type PersonalField, personalFields } from '@yika/core/access/personal-field.ts'
import { contactItems } from '@yika/core/holder/recorded-item.ts'
import { useState } from 'react'
import { useSession } from '../client/client-context.tsx'
import { useMay } from '../client/may.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { useActing } from './acting.ts'
import { CardPhoto } from './card-photo.tsx'
import './life.css'
import { dataRows } from './my-data.ts'
import { TakeData } from './take-data.tsx'
import { usePerson } from './use-person.ts'

const words = createWords('my-data', {
  zh: {
    title: '我的信息',
    titleOf: '{{name}}的信息',
    lead: '系统中关于持卡人的每一项记录都在这里。默认遮住一部分，显示完整内容会记入查看记录。',
    reads: '谁查看过这些信息',
    corrections: '更正申请和结果',
    contact: '修改联系方式',
    list: '登记的内容',
    show: '显示完整内容',
    cover: '遮住',
    owner: '由{{owner}}负责',
    wrong: '申请更正',
    change: '修改',
    of: '：{{item}}',
  },
  en: {
    title: 'My data',
    titleOf: 'Data of {{name}}',
    lead: 'Everything on record about the holder. Part of it is covered; showing it in full is written into the log of reads.',
    reads: 'Who has looked at it',
    corrections: 'Requests for correction',
    contact: 'Change contact data',
    list: 'What is on record',
    show: 'Show in full',
    cover: 'Cover',
    owner: 'kept by {{owner}}',
    wrong: 'Correct it',
    change: 'Change',
    of: ': {{item}}',
  },
})

const nothing: readonly PersonalField[] = []

/** M2.4, M4.7: every recorded item, masked until its holder wants to see it, with a way to put it right. */
export function MyDataPage() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const { personId, helped } = useActing()
  const [shown, setShown] = useState(false)
  const reveal = shown ? personalFields : nothing
  const isSelf = useSession()?.personId === personId
  const person = usePerson(personId, reveal)
  const read = { purpose: 'own-affairs', ...(shown ? { reveal: [...reveal] } : {}) } as const
  const mine = useAsk('card/my-cards', isSelf ? read : undefined)
  const theirs = useAsk('card/cards-of-person', isSelf ? undefined : { personId, ...read })
  const cards = (isSelf ? mine : theirs).data?.cards ?? []
  return (
    <Page
      key={personId}
      title={helped === undefined ? say('title') : say('titleOf', { name: helped.name })}
      lead={say('lead')}
      narrow
    >
      <p className="row actions no-print">
        {may('access/my-data-reads') && (
          <Link className="button" to="/data/reads">
            {say('reads')}
          </Link>
        )}
        <Link className="button" to="/data/corrections">
          {say('corrections')}
        </Link>
        <Link className="button" to="/contact">
          {say('contact')}
        </Link>
      </p>
      <section className="panel">
        <h2>{say('list')}</h2>
        <p className="no-print">
          <Button aria-pressed={shown} onClick={() => setShown(!shown)}>
            {say(shown ? 'cover' : 'show')}
          </Button>
        </p>
        <Asked of={person}>
          {(found) => {
            const rows = dataRows(found, cards)
            return (
              <>
                <ul className="data-list">
                  {rows.map(({ key, item, label, value, owner }) => {
                    const own = (contactItems as readonly string[]).includes(item)
                    const name = { item: said(label) }
                    return (
                      <li key={key}>
                        <span>
                          <span className="quiet">{said(label)}</span>
                          <br />
                          <strong>{said(value)}</strong>
                        </span>
                        {own ? (
                          <Link className="no-print" to="/contact">
                            {say('change')}
                            <span className="unseen">{say('of', name)}</span>
                          </Link>
                        ) : (
                          <Link className="no-print" to="/data/correct/$item" params={{ item }}>
                            {say('wrong')}
                            <span className="unseen">{say('of', name)}</span>
                          </Link>
                        )}
                        <span className="quiet small">{say('owner', { owner: said(owner) })}</span>
                      </li>
                    )
                  })}
                  {cards.map(
                    ({ cardId, applicationId }) =>
                      applicationId !== null && (
                        <CardPhoto key={cardId} personId={personId} applicationId={applicationId} />
                      ),
                  )}
                </ul>
                <TakeData rows={rows} />
              </>
            )
          }}
        </Asked>
      </section>
    </Page>
  )
}
