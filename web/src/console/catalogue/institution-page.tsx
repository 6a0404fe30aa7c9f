import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Page } from '../../ui/page.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { districtName } from '../district-name.ts'
import { DoneNotice } from '../done-notice.tsx'
import { useOrganisationName } from '../organisation-name.ts'
import { TerminalTable } from '../terminals/terminal-table.tsx'
import { AgreementTable } from './agreement-table.tsx'
import { InstitutionDeeds } from './institution-deeds.tsx'
import { institutionKindWords } from './institution-kind-words.ts'
import { useOwnBody } from './own-body.ts'
import { usePeriod } from './period.ts'
import { ProposeAgreement } from './propose-agreement.tsx'

const words = createWords('institution', {
  zh: {
    title: '用卡机构',
    back: '返回机构列表',
    unknown: '没有这个机构。请返回列表选择。',
    kind: '类别',
    grade: '等级',
    gradeOf: '{{grade}} 级',
    communityGrade: '{{grade}} 级，社区卫生服务机构',
    district: '所在区',
    body: '主管部门',
    period: '登记期间',
    id: '标识',
    agreements: '协议',
    ownOnly: '仅列出本部门服务的协议。',
    terminals: '终端',
  },
  en: {
    title: 'Institution',
    back: 'Back to the institutions',
    unknown: 'There is no such institution. Go back and choose one.',
    kind: 'Kind',
    grade: 'Grade',
    gradeOf: 'grade {{grade}}',
    communityGrade: 'grade {{grade}}, community health institution',
    district: 'District',
    body: 'Department',
    period: 'On record',
    id: 'Short name',
    agreements: 'Agreements',
    ownOnly: 'Those for the services of your department.',
    terminals: 'Terminals',
  },
})

export function InstitutionPage() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const organisation = useOrganisationName()
  const period = usePeriod()
  const { own } = useOwnBody()
  const { institutionId } = useParams({ strict: false }) as { institutionId: string }
  const [done, setDone] = useState<string>()
  const asked = useAsk('service/institutions', { institutionId })
  const institution = asked.data?.institutions[0]
  return (
    <Page title={institution === undefined ? say('title') : said(institution.name)}>
      <p>
        <Link to="/institutions">{say('back')}</Link>
      </p>
      <DoneNotice text={done} />
      <Asked of={asked}>
        {() =>
          institution === undefined ? (
            <Empty text={say('unknown')} />
          ) : (
            <>
              <section className="panel">
                <Facts
                  of={[
                    [say('kind'), said(institutionKindWords[institution.kind])],
                    [
                      say('grade'),
                      institution.grade === null
                        ? null
                        : say(institution.community ? 'communityGrade' : 'gradeOf', { grade: institution.grade }),
                    ],
                    [say('district'), said(districtName(institution.district))],
                    [say('body'), organisation(institution.organisationId)],
                    [say('period'), period(institution.validFrom, institution.validUntil)],
                    [say('id'), <code key="id">{institution.institutionId}</code>],
                  ]}
                />
                <div className="row actions">
                  <ProposeAgreement institution={institution} onDone={setDone} />
                  <InstitutionDeeds institution={institution} onDone={setDone} />
                </div>
              </section>
              {may('service/agreements') && (
                <section className="stack">
                  <h2>{say('agreements')}</h2>
                  {own !== null && <p className="quiet">{say('ownOnly')}</p>}
                  <AgreementTable of={{ institutionId }} onDone={setDone} />
                </section>
              )}
              {may('terminal/terminals') && (
                <section className="stack">
                  <h2>{say('terminals')}</h2>
                  <TerminalTable of={{ institutionId }} />
                </section>
              )}
            </>
          )
        }
      </Asked>
    </Page>
  )
}
