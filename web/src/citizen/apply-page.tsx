import { Link, Navigate } from '@tanstack/react-router'
import { useSession } from '../client/client-context.tsx'
import { Asked } from '../ui/asked.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import './apply.css'
import { type Helped, helpedWith, useRelations } from './use-helped.ts'
import { usePersonName } from './use-person-name.ts'

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
  const asked = useRelations()
  const helped = asked.data && helpedWith(asked.data.relations, 'apply-for-card')
  if (helped?.length === 0 && me != null) {
    return <Navigate to="/apply/$personId" params={{ personId: me }} replace />
  }
  return (
    <Page title={say('title')} lead={say('lead')} narrow>
      <Asked of={asked}>
        {() => (
          <ul className="plain-list">
            {me != null && (
              <li>
                <Link className="choice-link" to="/apply/$personId" params={{ personId: me }}>
                  <strong>{say('self')}</strong>
                </Link>
              </li>
            )}
            {helped?.map(({ personId, name, as }) => (
              <HelpedLink key={personId} personId={personId} name={name} as={as} />
            ))}
          </ul>
        )}
      </Asked>
    </Page>
  )
}

function HelpedLink({ personId, name, as }: Helped) {
  const say = useSay(words)
  const whole = usePersonName(personId, name)
  return (
    <li>
      <Link className="choice-link" to="/apply/$personId" params={{ personId }}>
        <strong lang="zh-CN">{whole}</strong>
        <span className="quiet small">{say(as)}</span>
      </Link>
    </li>
  )
}
