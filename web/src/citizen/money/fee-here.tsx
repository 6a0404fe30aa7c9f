import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Page } from '../../ui/page.tsx'
import { createWords, useSay } from '../../ui/words.ts'

export type Fee = Answer<'settlement/my-fees'>['fees'][number]

const words = createWords('fee-here', {
  zh: { none: '没有找到这张缴费单。' },
  en: { none: 'There is no such bill.' },
})

interface FeeHereProps {
  /** While the bill is read, and where there is none. */
  readonly title: string
  readonly children: (fee: Fee, personId: string) => ReactNode
}

/** A page about the bill of its address. */
export function FeeHere({ title, children }: FeeHereProps) {
  const say = useSay(words)
  const { personId, feeId } = useParams({ strict: false }) as { personId: string; feeId: string }
  const asked = useAsk('settlement/my-fees', { personId, feeId, purpose: 'own-affairs' })
  const fee = asked.data?.fees[0]
  if (fee !== undefined) return children(fee, personId)
  return (
    <Page title={title} narrow>
      <Asked of={asked}>{() => <Empty text={say('none')} />}</Asked>
    </Page>
  )
}
