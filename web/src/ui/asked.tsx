import type { ReactNode } from 'react'
import { type CallFailed, isUncertain } from '../client/problem.ts'
import { Loading } from './loading.tsx'
import { ProblemNotice } from './problem-notice.tsx'

interface AskedProps<Answer> {
  readonly of: {
    readonly data: Answer | undefined
    readonly error: CallFailed | null
    refetch(): unknown
  }
  readonly children: (answer: Answer) => ReactNode
}

/** A read in its three states. An answer that is there stays while it is read anew. */
export function Asked<Answer>({ of: { data, error, refetch }, children }: AskedProps<Answer>) {
  return (
    <>
      {error !== null && (
        <ProblemNotice error={error} onAgain={isUncertain(error.problem) ? () => refetch() : undefined} />
      )}
      {data !== undefined && children(data)}
      {data === undefined && error === null && <Loading />}
    </>
  )
}
