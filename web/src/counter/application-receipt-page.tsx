import { Link, useParams } from '@tanstack/react-router'
import { useAsk, useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { useMoments } from '../ui/moment.ts'
import { Receipt } from '../ui/receipt.tsx'
import { ResultPage } from '../ui/result-page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import type { Application } from './application.ts'
import { BackButton } from './back-button.tsx'
import { PrintKeys } from './print-keys.tsx'
import { reasonWords } from './reason-words.ts'
import { currentVisit, paperOf, readOf, type Visit } from './visit.ts'
import { NobodyHere } from './visit-case.tsx'

const words = createWords('application-receipt', {
  zh: {
    title: '申领回执',
    lead: '申领已提交。请打印回执交给到访人。',
    none: '没有这笔申领。',
    reason: '办理',
    status: '状态',
    submitted: '提交时间',
    promised: '承诺完成日期',
    bank: '服务银行',
    outlet: '领卡网点',
    post: '邮寄到登记地址',
    way: '领卡方式',
    name: '姓名',
    phone: '每一步进展会发短信到登记电话，也可在“我的申请”或拨打 96066 查询。',
    review: '此申领需要人工审核，审核后告知承诺日期。',
    old: '新卡启用前，未挂失的旧卡继续有效；启用后旧卡终止。',
    loss: '挂失回执（被补的卡）',
  },
  en: {
    title: 'Receipt of an application',
    lead: 'The application has been sent. Print the receipt for the visitor.',
    none: 'There is no such application.',
    reason: 'What for',
    status: 'State',
    submitted: 'Sent',
    promised: 'Promised by',
    bank: 'Bank',
    outlet: 'Outlet for collection',
    post: 'by post to the registered address',
    way: 'How it is received',
    name: 'Name',
    phone:
      'Each step is told by message to the registered phone; it also stands under “My applications” and is told by 96066.',
    review: 'Somebody has to look at this application; the promised date is told afterwards.',
    old: 'An older card that is not reported lost keeps working until the new one is enabled, and ends then.',
    loss: 'Receipt of the loss report on the old card',
  },
})

export function ApplicationReceiptPage() {
  const { personId } = useParams({ strict: false }) as { personId: string }
  const visit = currentVisit(personId)
  return visit === undefined ? <NobodyHere /> : <ReceiptOf visit={visit} />
}

function ReceiptOf({ visit }: { readonly visit: Visit }) {
  const { applicationId } = useParams({ strict: false }) as { applicationId: string }
  const say = useSay(words)
  const asked = useAsk('application/applications-of-person', readOf(visit))
  const application = asked.data?.applications.find((one) => one.applicationId === applicationId)
  const review = application?.timeline.promisedOn === null
  return (
    <ResultPage title={say('title')} lead={say('lead')} next={[say(review ? 'review' : 'phone'), say('old')]}>
      <Asked of={asked}>
        {() =>
          application === undefined ? <Empty text={say('none')} /> : <Paper application={application} visit={visit} />
        }
      </Asked>
      {application?.reason === 'loss' && application.replaces !== null && (
        <p className="no-print">
          <Link
            className="button"
            to="/person/$personId/cards/$cardId/loss-receipt"
            params={{ personId: visit.personId, cardId: application.replaces }}
          >
            {say('loss')}
          </Link>
        </p>
      )}
      <PrintKeys />
      <BackButton />
    </ResultPage>
  )
}

function Paper({ application, visit }: { readonly application: Application; readonly visit: Visit }) {
  const say = useSay(words)
  const reason = useSay(reasonWords)
  const said = useSaid()
  const moments = useMoments()
  const { bankId, outletId, timeline } = application
  const bank = useRead('bank/banks', {}).data?.banks.find((one) => one.bankId === bankId)
  const outlet = useRead('bank/outlets', { limit: 500, bankId }).data?.outlets.find((one) => one.outletId === outletId)
  return (
    <Receipt
      title={say('title')}
      number={application.applicationId}
      verification={application.verification}
      read={{ ...paperOf(visit), reveal: ['name'] }}
      facts={[
        [say('name'), application.name],
        [say('reason'), reason(application.reason)],
        [say('status'), <strong key="status">{said(timeline.status)}</strong>],
        [say('submitted'), moments.at(application.submittedAt)],
        [say('promised'), timeline.promisedOn === null ? null : moments.on(timeline.promisedOn)],
        [say('bank'), bank === undefined ? null : said(bank.name)],
        application.delivery === 'outlet'
          ? [
              say('outlet'),
              outlet === undefined ? null : said({ zh: outlet.name.zh, en: outlet.name.en ?? outlet.name.zh }),
            ]
          : [say('way'), say('post')],
      ]}
    />
  )
}
