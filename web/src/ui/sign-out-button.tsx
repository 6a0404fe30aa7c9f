import { useClient, useSession } from '../client/client-context.tsx'
import { createWords } from './words.ts'

const useWords = createWords('sign-out', { zh: { leave: '退出登录' }, en: { leave: 'Sign out' } })

export function SignOutButton() {
  const say = useWords()
  const { signIn } = useClient()
  return useSession() === undefined ? null : (
    <button type="button" onClick={() => signIn.leave()}>
      {say('leave')}
    </button>
  )
}
