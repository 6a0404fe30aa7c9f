import { Link } from '@tanstack/react-router'
import { Page } from '../ui/page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { useMySections } from './my-sections.ts'

const words = createWords('console-home', {
  zh: { title: '管理台', lead: '以下是您的岗位可以办理的事项。' },
  en: { title: 'Console', lead: 'What your role has to do here.' },
})

export function HomePage() {
  const say = useSay(words)
  const said = useSaid()
  const sections = useMySections()
  return (
    <Page title={say('title')} lead={say('lead')}>
      <ul className="grid">
        {sections.map(({ to, title, about }) => (
          <li key={to}>
            <div className="panel door">
              <Link to={to}>{said(title)}</Link>
              <p className="quiet">{said(about)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Page>
  )
}
