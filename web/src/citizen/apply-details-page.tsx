import { Link } from '@tanstack/react-router'
import { Asked } from '../ui/asked.tsx'
import { Facts } from '../ui/facts.tsx'
import { Notice } from '../ui/notice.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { ApplyStep } from './apply-step.tsx'
import { useApplying } from './applying.ts'
import { usePerson } from './use-person.ts'

const words = createWords('apply-details', {
  zh: {
    question: '这些信息对吗？',
    lead: '新卡按登记信息制作，通知发到登记的手机。',
    name: '姓名',
    number: '证件号码',
    phone: '手机',
    address: '联系地址',
    missing: '未登记',
    noPhone: '没有登记手机，进度通知和启用验证码将无法送达。',
    wrong: '有误？先更正，再回到这里：已填写的内容会保留。',
    contact: '修改手机或地址',
    correct: '更正姓名等登记信息',
    submit: '信息正确，继续',
  },
  en: {
    question: 'Is this right?',
    lead: 'The card is made from the register; messages go to the phone on record.',
    name: 'Name',
    number: 'Identity number',
    phone: 'Phone',
    address: 'Address',
    missing: 'Not on record',
    noPhone: 'There is no phone on record: neither messages nor the code for enabling can reach you.',
    wrong: 'Something is wrong? Correct it first and come back: what you entered is kept.',
    contact: 'Change phone or address',
    correct: 'Correct the name or other entries',
    submit: 'It is right, continue',
  },
})

/** What is known is shown, not asked for again (WCAG 3.3.7). */
export function ApplyDetailsPage() {
  const say = useSay(words)
  const applying = useApplying()
  const { personId, answer } = applying
  const asked = usePerson(personId, ['name', 'phone', 'address'])
  return (
    <ApplyStep
      applying={applying}
      question={say('question')}
      lead={say('lead')}
      submit={say('submit')}
      onSubmit={(choices) => {
        if (asked.data !== undefined) answer({ detailsRight: true }, choices)
      }}
    >
      {() => (
        <Asked of={asked}>
          {({ name, identityNumber, documentNumber, phone, address }) => (
            <>
              <section className="panel">
                <Facts
                  of={[
                    [
                      say('name'),
                      <span key="name" lang="zh-CN">
                        {name}
                      </span>,
                    ],
                    [say('number'), identityNumber ?? documentNumber],
                    [say('phone'), phone ?? say('missing')],
                    [
                      say('address'),
                      address === null ? (
                        say('missing')
                      ) : (
                        <span key="address" lang="zh-CN">
                          {address}
                        </span>
                      ),
                    ],
                  ]}
                />
              </section>
              {phone === null && <Notice tone="warn" title={say('noPhone')} />}
              <p className="small">{say('wrong')}</p>
              <p className="row">
                <Link to="/contact">{say('contact')}</Link>
                <Link to="/data">{say('correct')}</Link>
              </p>
            </>
          )}
        </Asked>
      )}
    </ApplyStep>
  )
}
