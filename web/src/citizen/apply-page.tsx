import { Link, Navigate } from '@tanstack/react-router'
import { useSession } from '../client/client-context.tsx'
import { Loading } from '../ui/loading.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import './apply.css'
import { useActing } from './acting.ts'
import { type Helped, useHelpedPersons } from './use-helped-persons.ts'

const words = createWords('apply', {
  zh: {
    title: '为谁申领？',
    lead: '可以为自己，也可以为您监护的孩子或授权您代办的人申领。',
    self: '为我自己',
    guardian: '您是监护人',
    proxy: '您是代办人',
  },
  en: {
    title: 'Who is the card for?',
    lead: 'You can apply for yourself, for a child in your care, or for somebody who has named you their proxy.',
    self: 'For myself',
    guardian: 'You are the guardian',
    proxy: 'You are the proxy',
  },
})

/** M8.4: for oneself, or for whom one represents. */
export function ApplyPage() {
  const say = useSay(words)
  const me = useSession()?.personId
  const { personId: acting, isSelf } = useActing()
  const helped = useHelpedPersons()?.filter(
    ({ kind, scope }) => kind === 'guardian' || scope.includes('apply-for-card'),
  )
  // Whoever acts for somebody, or helps nobody, has answered already.
  if (me != null && (!isSelf || helped?.length === 0)) {
    return <Navigate to="/apply/$personId" params={{ personId: acting }} replace />
  }
  return (
    <Page title={say('title')} lead={say('lead')} narrow>
      {helped === undefined ? (
        <Loading />
      ) : (
        <ul className="plain-list">
          {me != null && (
            <li>
              <Link className="choice-link" to="/apply/$personId" params={{ personId: me }}>
                <strong>{say('self')}</strong>
              </Link>
            </li>
          )}
          {helped.map(({ personId, name, kind }) => (
            <HelpedLink key={personId} personId={personId} name={name} kind={kind} />
          ))}
        </ul>
      )}
    </Page>
  )
}

function HelpedLink({ personId, name, kind }: Pick<Helped, 'personId' | 'name' | 'kind'>) {
  const say = useSay(words)
  return (
    <li>
      <Link className="choice-link" to="/apply/$personId" params={{ personId }}>
        <strong lang="zh-CN">{name}</strong>
        <span className="quiet small">{say(kind)}</span>
      </Link>
    </li>
  )
}
