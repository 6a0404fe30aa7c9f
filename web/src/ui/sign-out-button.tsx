import { useClient, useSession } from '../client/client-context.tsx'
import { createWords, useSay } from './words.ts'

const words = createWords('sign-out', { zh: { leave: '退出登录' }, en: { leave: 'Sign out' } })

export function SignOutButton() {
  const say = useSay(words)
  const { signIn } = useClient()
  return useSession() === undefined ? null : (
    <button type="button" onClick={() => signIn.leave()}>
      {say('leave')}
    </button>
  )
}
