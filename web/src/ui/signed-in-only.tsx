import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useClient, useSession } from '../client/client-context.tsx'
import { Button } from './button.tsx'
import { Page } from './page.tsx'

interface SignedInOnlyProps {
  readonly title: string
  readonly lead: string
  readonly signIn: string
  readonly children?: ReactNode
}

/** Pages for whoever is signed in; others are asked to, and come back to where they were. */
export function SignedInOnly({ title, lead, signIn, children }: SignedInOnlyProps) {
  const client = useClient()
  if (useSession() !== undefined) return <Outlet />
  return (
    <Page title={title} lead={lead} narrow>
      <p>
        <Button
          look="main"
          onClick={() => void client.signIn.begin(`${location.pathname}${location.search}${location.hash}`)}
        >
          {signIn}
        </Button>
      </p>
      {children}
    </Page>
  )
}
