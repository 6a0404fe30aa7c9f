import { Frame } from '../ui/frame.tsx'
import { StaffBadge } from '../ui/staff-badge.tsx'
import { StaffGate } from '../ui/staff-gate.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { useMySections } from './my-sections.ts'
import { sections } from './sections.ts'

const words = createWords('console-frame', { zh: { portal: '管理台' }, en: { portal: 'Console' } })

export function ConsoleFrame() {
  const say = useSay(words)
  const said = useSaid()
  const nav = useMySections().map(({ to, title }) => ({ to, label: said(title) }))
  return <Frame desk portal={say('portal')} home="/console" nav={nav} tools={<StaffBadge />} />
}

export function ConsoleGate() {
  return <StaffGate anyOf={sections.flatMap(({ anyOf }) => anyOf)} other="counter" />
}
