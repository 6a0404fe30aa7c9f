import { useEffect, useState } from 'react'
import { useClient } from '../client/client-context.tsx'
import { CallFailed } from '../client/problem.ts'
import { Loading } from './loading.tsx'
import { Page } from './page.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { createWords, useSay } from './words.ts'

const words = createWords('signed-in', {
  zh: { title: '正在登录', again: '重新登录' },
  en: { title: 'Signing in', again: 'Sign in again' },
})

let completing: Promise<string> | undefined

/** Where the provider sends the browser back to; goes on to where the person was. */
export function SignedInPage() {
  const say = useSay(words)
  const { signIn, portal } = useClient()
  const [error, setError] = useState<CallFailed>()
  useEffect(() => {
    // A code is good for one use, however often this is shown.
    completing ??= signIn.complete(new URLSearchParams(location.search))
    completing.then(
      (returnTo) => location.replace(returnTo),
      (failed: unknown) => {
        if (failed instanceof CallFailed) setError(failed)
        else throw failed
      },
    )
  }, [signIn])
  return (
    <Page title={say('title')} narrow>
      {error === undefined ? (
        <Loading />
      ) : (
        <>
          <ProblemNotice error={error} />
          <p>
            <a className="button button-main" href={portal.home}>
              {say('again')}
            </a>
          </p>
        </>
      )}
    </Page>
  )
}
