import './home.css'
import { Link } from '@tanstack/react-router'
import { useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { useSaid } from '../ui/words.ts'

/** Article 12: the services, as the rules of today have them. */
export function GuideList() {
  const said = useSaid()
  return (
    <Asked of={useRead('service/guide', {})}>
      {({ items }) => (
        <ul className="grid doors-small">
          {items.map(({ item, title }) => (
            <li className="panel door" key={item}>
              <Link to="/guide/$item" params={{ item }}>
                {said(title)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Asked>
  )
}
