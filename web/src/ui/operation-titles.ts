import { useRead } from '../client/use-calls.ts'

interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** What the sign-in writes into the audit log: no operation of the list. */
const signInTitles: Readonly<Record<string, Bilingual>> = {
  'sign-in': { zh: '登录', en: 'Sign in' },
  'send-sign-in-code': { zh: '发送登录验证码', en: 'Send a code for signing in' },
  enrol: { zh: '首次登录登记', en: 'Enrol at the first sign-in' },
  'register-passkey': { zh: '登记通行密钥', en: 'Register a passkey' },
  'leave-everywhere': { zh: '退出所有登录', en: 'Sign out everywhere' },
}

/** What can be asked of the system, by name: published with the article that each operation carries out. */
export function useOperationTitles(): ReadonlyMap<string, Bilingual> {
  const measures = useRead('policy/measures', {})
  return new Map([
    ...Object.entries(signInTitles),
    ...(measures.data?.articles ?? []).flatMap(({ operations }) =>
      operations.map(({ name, title }) => [name, title] as const),
    ),
  ])
}
