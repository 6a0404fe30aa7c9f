import './tokens.css'
import './base.css'
import './pieces.css'
import './print.css'
import { type AnyRouter, RouterProvider } from '@tanstack/react-router'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Client } from '../client/client.ts'
import { ClientProvider } from '../client/client-context.tsx'
import { startKeys } from './keys.ts'
import { startSimpleMode } from './simple-mode.ts'

/** What a portal does when it is opened by a person who signs in. */
export function startPortal(
  router: AnyRouter,
  client: Client,
  around: (page: ReactNode) => ReactNode = (page) => page,
): void {
  showPortal(<ClientProvider client={client}>{around(<RouterProvider router={router} />)}</ClientProvider>)
}

/** What every portal does when it is opened. */
export function showPortal(portal: ReactNode): void {
  startSimpleMode()
  startKeys()
  const place = document.getElementById('portal')
  if (place === null) throw new Error('the page has no place for a portal')
  createRoot(place).render(<StrictMode>{portal}</StrictMode>)
}
