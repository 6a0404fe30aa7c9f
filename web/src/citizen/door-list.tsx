import { Link } from '@tanstack/react-router'

interface DoorListProps {
  readonly title: string
  readonly doors: readonly { readonly to: string; readonly name: string; readonly about: string }[]
}

/** Doors to pages that belong together, each with what lies behind it; nothing where none is open. */
export function DoorList({ title, doors }: DoorListProps) {
  if (doors.length === 0) return null
  return (
    <section className="stack no-print">
      <h2>{title}</h2>
      <ul className="grid">
        {doors.map(({ to, name, about }) => (
          <li className="panel door" key={to}>
            <Link to={to}>{name}</Link>
            <span className="quiet small">{about}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
