import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useMoments } from '../../ui/moment.ts'
import { createWords, useSay } from '../../ui/words.ts'

const words = createWords('enrolment-code', {
  zh: {
    title: '首次登录码',
    how: '当面或以安全方式交给本人。本人在登录页输入用户名和此码，自行设置密码和动态验证码。',
    userName: '用户名',
    code: '首次登录码',
    by: '有效期至',
    close: '隐藏',
  },
  en: {
    title: 'Enrolment code',
    how: 'Give it to the person face to face or by a safe way. At the sign-in page they enter user name and code and set password and authenticator themselves.',
    userName: 'User name',
    code: 'Code',
    by: 'Until',
    close: 'Hide',
  },
})

/** Read from the server each time it is shown, and kept nowhere. */
export function EnrolmentCode({ staffId, onClose }: { readonly staffId: string; readonly onClose: () => void }) {
  const say = useSay(words)
  const moments = useMoments()
  const asked = useAsk('access/staff-enrolment', { staffId })
  return (
    <section className="panel" aria-label={say('title')}>
      <h2>{say('title')}</h2>
      <p>{say('how')}</p>
      <Asked of={asked}>
        {({ userName, code, enrolBy }) => (
          <Facts
            of={[
              [say('userName'), userName],
              [
                say('code'),
                <strong key="code" className="number">
                  {code}
                </strong>,
              ],
              [say('by'), moments.at(enrolBy)],
            ]}
          />
        )}
      </Asked>
      <p>
        <Button onClick={onClose}>{say('close')}</Button>
      </p>
    </section>
  )
}
