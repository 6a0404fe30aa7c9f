import { useMutation } from '@tanstack/react-query'
import { useClient } from '../client/client-context.tsx'
import type { CallFailed } from '../client/problem.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('leave-everywhere', {
  zh: {
    about: '手机丢了，或在别人的设备上登录过？点这里，所有设备上的登录都会结束，包括本设备。',
    leave: '退出所有设备',
  },
  en: {
    about: 'A lost phone, or a sign-in on somebody else’s device? This ends it on every device, here too.',
    leave: 'Sign out everywhere',
  },
})

export function LeaveEverywhere() {
  const say = useSay(words)
  const { signIn } = useClient()
  const leave = useMutation<void, CallFailed>({
    mutationFn: () => signIn.leaveEverywhere(),
    retry: false,
    networkMode: 'always',
  })
  return (
    <div className="stack">
      {leave.error !== null && <ProblemNotice error={leave.error} />}
      <p>{say('about')}</p>
      <p>
        <Button look="grave" busy={leave.isPending} onClick={() => leave.mutate()}>
          {say('leave')}
        </Button>
      </p>
    </div>
  )
}
