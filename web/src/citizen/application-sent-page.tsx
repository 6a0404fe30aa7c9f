import { Link, useParams } from '@tanstack/react-router'
import type { Answer } from '../client/operations.ts'
import { useAsk, useRead } from '../client/use-calls.ts'
import { applicationReasonWords } from '../ui/application-words.ts'
import { Asked } from '../ui/asked.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { Receipt } from '../ui/receipt.tsx'
import { ResultPage } from '../ui/result-page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { OutletName } from './outlet-name.tsx'
import { RateService } from './rate-service.tsx'

type Application = Answer<'application/application'>

const words = createWords('application-sent', {
  zh: {
    title: '申请已提交',
    accepted: '已受理，承诺 {{on}} 前制好。',
    submitted: '已收到，正在审核。审核通过后会短信告知承诺日期。',
    receipt: '申领回执',
    what: '业务',
    who: '申领人',
    at: '提交时间',
    promised: '承诺制卡完成日期',
    bank: '银行',
    collection: '领卡方式',
    post: '邮寄',
    follow: '每一步的进度会发短信，也可以随时在“我的申请”中查看。',
    instant: '当天要拿卡：持身份证件到所选的即时制卡网点，工作人员当场制卡。',
    collect: '制好后按短信到网点领卡，带上身份证件。',
    posted: '卡片会寄到登记的联系地址，收到后请在网上确认。',
    enable: '拿到卡后，启用社会保障功能才能使用；启用前旧卡照常使用。',
    see: '查看进度',
  },
  en: {
    title: 'The application is sent',
    accepted: 'It is accepted; the card will be made by {{on}}.',
    submitted: 'It has arrived and is being checked. A message will tell you the promised date.',
    receipt: 'Receipt of the application',
    what: 'What for',
    who: 'For whom',
    at: 'Sent',
    promised: 'Promised to be made by',
    bank: 'Bank',
    collection: 'How you get it',
    post: 'By post',
    follow: 'Each step is announced by message; you can follow it under “My applications”.',
    instant: 'To have it today: come to the outlet you chose with your identity document; it is made while you wait.',
    collect: 'When the message says so, collect it at the outlet with your identity document.',
    posted: 'The card is sent to the address on record; confirm here that it has come.',
    enable: 'Enable the social-security function when you have the card; until then the old card goes on working.',
    see: 'See how it goes',
  },
})

/** M12.3: reference number, promised date and what happens next; read from the books, the same after a reload. */
export function ApplicationSentPage() {
  const say = useSay(words)
  const { personId, applicationId } = useParams({ strict: false }) as { personId: string; applicationId: string }
  const asked = useAsk('application/application', {
    ...{ personId, applicationId },
    purpose: 'own-affairs',
    reveal: ['name'],
  })
  return asked.data === undefined ? (
    <Page title={say('title')} narrow>
      <Asked of={asked}>{() => null}</Asked>
    </Page>
  ) : (
    <Sent application={asked.data} />
  )
}

function Sent({ application }: { readonly application: Application }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const { personId, applicationId, reason, name, submittedAt, promisedOn, bankId, outletId, delivery } = application
  const bank = useRead('bank/banks', {}).data?.banks.find((one) => one.bankId === bankId)
  const outlet = useRead('bank/outlets', { bankId, limit: 1, ...(outletId === null ? {} : { outletId }) }).data
    ?.outlets[0]
  const on = promisedOn === null ? null : moments.on(promisedOn)
  return (
    <ResultPage
      foot={<RateService personId={personId} operation="apply-for-card" receipt={application.verification} />}
      title={say('title')}
      lead={on === null ? say('submitted') : say('accepted', { on })}
      next={[
        say('follow'),
        ...(delivery === 'post' ? [say('posted')] : []),
        ...(outletId === null ? [] : [say('collect')]),
        ...(outletId !== null && outlet?.instantIssue === true ? [say('instant')] : []),
        say('enable'),
      ]}
    >
      <Receipt
        title={say('receipt')}
        number={applicationId}
        read={{ purpose: 'own-affairs', reveal: ['name'] }}
        verification={application.verification}
        facts={[
          [say('what'), said(applicationReasonWords[reason])],
          [
            say('who'),
            <span key="who" lang="zh-CN">
              {name}
            </span>,
          ],
          [say('at'), moments.at(submittedAt)],
          [say('promised'), on],
          [say('bank'), bank === undefined ? null : said(bank.name)],
          [
            say('collection'),
            outletId === null ? say('post') : <OutletName key="outlet" bankId={bankId} outletId={outletId} />,
          ],
        ]}
      />
      <p className="no-print">
        <Link className="button" to="/applications/$personId/$applicationId" params={{ personId, applicationId }}>
          {say('see')}
        </Link>
      </p>
    </ResultPage>
  )
}
