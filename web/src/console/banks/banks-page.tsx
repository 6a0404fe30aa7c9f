import { Link } from '@tanstack/react-router'
import { bankServiceNames, bankServices } from '@yika/core/bank/bank-service.ts'
import { useState } from 'react'
import { useRead } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { DoneNotice } from '../done-notice.tsx'
import { AdmitBank } from './admit-bank.tsx'
import { BankDeeds } from './bank-deeds.tsx'

const words = createWords('banks', {
  zh: {
    title: '合作银行与网点',
    lead: '目录向公众公布。银行按生效日列入、变更服务或退出；网点由银行和经办机构维护。',
    empty: '目录中没有银行。',
    cnaps: '行号',
    hotline: '客服电话',
    services: '服务事项',
    all: '全部十项',
    admitted: '列入日期',
    withdrawn: '退出日期',
    leaving: '即将退出',
    outlets: '网点',
    source: '依据',
  },
  en: {
    title: 'Banks and outlets',
    lead: 'The catalogue is published. Banks are admitted, change their services and leave from a day on; outlets are kept by the banks and the offices.',
    empty: 'There is no bank in the catalogue.',
    cnaps: 'Bank code',
    hotline: 'Hotline',
    services: 'Services',
    all: 'all ten',
    admitted: 'Admitted',
    withdrawn: 'Leaves',
    leaving: 'leaving',
    outlets: 'Outlets',
    source: 'Basis',
  },
})

export function BanksPage() {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const [done, setDone] = useState<string>()
  const asked = useRead('bank/banks', {})
  return (
    <Page title={say('title')} lead={say('lead')}>
      <DoneNotice text={done} />
      <AdmitBank onDone={setDone} />
      <Asked of={asked}>
        {({ banks }) =>
          banks.length === 0 ? (
            <Empty text={say('empty')} />
          ) : (
            <div className="cards">
              {banks.map((bank) => (
                <article className="panel" key={bank.bankId}>
                  <h2>
                    {said(bank.name)} {bank.withdrawnOn !== null && <Tag tone="warn">{say('leaving')}</Tag>}
                  </h2>
                  <Facts
                    of={[
                      [say('cnaps'), bank.cnaps],
                      [say('hotline'), bank.hotline],
                      [
                        say('services'),
                        bank.services.length === bankServiceNames.length
                          ? say('all')
                          : bank.services.map((service) => said(bankServices[service])).join(' · '),
                      ],
                      [say('admitted'), moments.on(bank.admittedOn)],
                      [say('withdrawn'), bank.withdrawnOn === null ? null : moments.on(bank.withdrawnOn)],
                      [say('source'), bank.source],
                    ]}
                  />
                  <div className="row actions">
                    <Link className="button button-main" to="/banks/$bankId" params={{ bankId: bank.bankId } as never}>
                      {say('outlets')}
                    </Link>
                    <BankDeeds bank={bank} onDone={setDone} />
                  </div>
                </article>
              ))}
            </div>
          )
        }
      </Asked>
    </Page>
  )
}
