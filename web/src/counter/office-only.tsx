import type { ReactNode } from 'react'
import { useSession } from '../client/client-context.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { useSay } from '../ui/words.ts'
import { deskWords } from './desk-words.ts'

interface OfficeOnlyProps {
  readonly title: string
  readonly children: (officeId: string) => ReactNode
}

/** Blanks and parcels lie at an outlet: whoever belongs to none has none. */
export function OfficeOnly({ title, children }: OfficeOnlyProps) {
  const desk = useSay(deskWords)
  const officeId = useSession()?.officeId ?? null
  if (officeId !== null) return children(officeId)
  return (
    <Page title={title} narrow>
      <Empty text={desk('noOffice')} />
    </Page>
  )
}
