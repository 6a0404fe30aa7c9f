import type { Answer } from '../client/operations.ts'
import { useRead } from '../client/use-calls.ts'
import { Facts } from '../ui/facts.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import type { ApplyDraft } from './apply-draft.ts'
import { PhotoView } from './photo-view.tsx'
import { presenterWords } from './presenter-words.ts'
import { reasonWords } from './reason-words.ts'
import type { Visit } from './visit.ts'

const words = createWords('apply-answers', {
  zh: {
    name: '姓名',
    reason: '办理',
    by: '申请人',
    bank: '服务银行',
    delivery: '领卡方式',
    post: '邮寄到登记地址',
    outlet: '到网点领取：{{name}}',
    photo: '制卡照片',
  },
  en: {
    name: 'Name',
    reason: 'What for',
    by: 'Applicant',
    bank: 'Bank',
    delivery: 'How it is received',
    post: 'by post to the registered address',
    outlet: 'collected at {{name}}',
    photo: 'Photo for the card',
  },
})

interface ApplyAnswersProps {
  readonly visit: Visit
  readonly draft: ApplyDraft
  readonly choice: Answer<'application/application-choices'>['choices'][number]
  readonly photoId: string | null
}

/** What will be sent, as the applicant would say it. */
export function ApplyAnswers({ visit, draft, choice, photoId }: ApplyAnswersProps) {
  const say = useSay(words)
  const reason = useSay(reasonWords)
  const presenter = useSay(presenterWords)
  const said = useSaid()
  const { bankId, outletId, delivery } = draft
  const banks = useRead('bank/banks', {}).data?.banks
  const outlets = useRead('bank/outlets', { limit: 500, bankId }).data?.outlets
  const bank = banks?.find((one) => one.bankId === bankId)
  const outlet = outlets?.find((one) => one.outletId === outletId)
  const place = outlet === undefined ? '' : said({ zh: outlet.name.zh, en: outlet.name.en ?? outlet.name.zh })
  return (
    <div className="split">
      <Facts
        of={[
          [say('reason'), reason(choice.reason)],
          [
            say('name'),
            <span key="name" lang="zh-CN">
              {draft.name}
            </span>,
          ],
          [say('by'), presenter(visit.presenter)],
          [say('bank'), bank === undefined ? null : said(bank.name)],
          [say('delivery'), delivery === 'post' ? say('post') : say('outlet', { name: place })],
        ]}
      />
      <PhotoView visit={visit} photoId={photoId} caption={say('photo')} />
    </div>
  )
}
