import { Outlet } from '@tanstack/react-router'
import { roleWords } from '@yika/core/access/role-words.ts'
import { useSession } from '../client/client-context.tsx'
import { mayAsk } from '../client/may.ts'
import type { CommandName, QueryName } from '../client/operations.ts'
import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import { SignedInOnly } from './signed-in-only.tsx'
import { createWords, useSaid, useSay } from './words.ts'

const words = createWords('staff-gate', {
  zh: {
    title: '工作人员登录',
    lead: '用户名、密码和动态验证码。离开座位请退出登录。',
    signIn: '登录',
    elsewhere: '此处不是您岗位的工作台',
    role: '您以“{{role}}”登录。请前往：',
    counter: '服务窗口',
    console: '管理台',
  },
  en: {
    title: 'Staff sign-in',
    lead: 'User name, password and the code of your authenticator. Sign out when you leave your seat.',
    signIn: 'Sign in',
    elsewhere: 'Your work is not done here',
    role: 'You are signed in as {{role}}. Go to:',
    counter: 'the counter',
    console: 'the console',
  },
})

interface StaffGateProps {
  /** Whoever may do none of these has no work in this portal. */
  readonly anyOf: readonly (CommandName | QueryName)[]
  readonly other: 'counter' | 'console'
}

export function StaffGate({ anyOf, other }: StaffGateProps) {
  const say = useSay(words)
  const said = useSaid()
  const session = useSession()
  const role = session?.role ?? null
  if (role === null) return <SignedInOnly title={say('title')} lead={say('lead')} signIn={say('signIn')} />
  if (anyOf.some((name) => mayAsk(role, name))) return <Outlet />
  return (
    <Page title={say('elsewhere')} narrow>
      <Notice tone="warn">
        <p>
          {say('role', { role: said(roleWords[role]) })} <a href={`/${other}`}>{say(other)}</a>
        </p>
      </Notice>
    </Page>
  )
}
