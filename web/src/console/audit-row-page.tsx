import { Link, useParams } from '@tanstack/react-router'
import { personalFieldWords } from '@yika/core/access/personal-field.ts'
import { purposes } from '@yika/core/access/purpose.ts'
import { roleWords } from '@yika/core/access/role-words.ts'
import { dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { useOperationTitles } from '../ui/operation-titles.ts'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { auditWords, outcomeTones } from './audit-words.ts'

const words = createWords('audit-detail', {
  zh: {
    title: '审计记录',
    lead: '打开此记录已留痕；涉及人员可以看到。',
    back: '返回审计日志',
    samePerson: '涉及此人的其他记录',
    sameActor: '此操作人的其他记录',
  },
  en: {
    title: 'Row of the audit log',
    lead: 'That you opened it is recorded; the person concerned can see it.',
    back: 'Back to the audit log',
    samePerson: 'Other rows about this person',
    sameActor: 'Other rows of this actor',
  },
})

export function AuditRowPage() {
  const say = useSay(words)
  const tell = useSay(auditWords)
  const said = useSaid()
  const moments = useMoments()
  const titles = useOperationTitles()
  const { entryId } = useParams({ strict: false }) as { entryId: string }
  const asked = useAsk('oversight/audit-row', { purpose: 'supervision', entryId })
  return (
    <Page title={say('title')} lead={say('lead')} narrow>
      <p>
        <Link to="/audit">{say('back')}</Link>
      </p>
      <Asked of={asked}>
        {(row) => {
          const on = dayOf(row.at as Instant)
          const days = { from: on, to: on }
          const code = (value: string | null) => (value === null ? null : <code key={value}>{value}</code>)
          return (
            <div className="panel">
              <Facts
                of={[
                  [tell('at'), moments.at(row.at)],
                  [tell('operation'), said(titles.get(row.operation) ?? { zh: row.operation, en: row.operation })],
                  [
                    tell('outcome'),
                    <Tag key="outcome" tone={outcomeTones[row.outcome]}>
                      {tell(row.outcome)}
                    </Tag>,
                  ],
                  [tell('refusal'), code(row.refusal)],
                  [tell('article'), row.article],
                  [tell('role'), said(roleWords[row.actorRole])],
                  [tell('actor'), code(row.actorId)],
                  [tell('organisation'), code(row.organisationId)],
                  [tell('office'), code(row.officeId)],
                  [tell('person'), code(row.personId)],
                  [tell('purpose'), row.purpose === null ? null : said(purposes[row.purpose])],
                  [tell('basis'), row.legalBasis],
                  [
                    tell('fields'),
                    row.fields
                      .map(({ field, unmasked }) =>
                        tell(unmasked ? 'unmasked' : 'masked', { field: said(personalFieldWords[field]) }),
                      )
                      .join('、'),
                  ],
                  [tell('case'), code(row.caseId)],
                  [tell('command'), code(row.commandId)],
                ]}
              />
              <p className="row">
                {row.personId !== null && (
                  <Link className="button" to="/audit" search={{ ...days, personId: row.personId } as never}>
                    {say('samePerson')}
                  </Link>
                )}
                <Link className="button" to="/audit" search={{ ...days, actorId: row.actorId } as never}>
                  {say('sameActor')}
                </Link>
              </p>
            </div>
          )
        }}
      </Asked>
    </Page>
  )
}
