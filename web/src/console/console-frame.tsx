import { useMay } from '../client/may.ts'
import { Frame } from '../ui/frame.tsx'
import { StaffBadge } from '../ui/staff-badge.tsx'
import { StaffGate } from '../ui/staff-gate.tsx'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('console-frame', {
  zh: { portal: '管理台', batches: '制卡批次' },
  en: { portal: 'Console', batches: 'Production batches' },
})

export function ConsoleFrame() {
  const say = useSay(words)
  const may = useMay()
  return (
    <Frame
      desk
      portal={say('portal')}
      home="/console"
      nav={may('production/batches') ? [{ to: '/', label: say('batches') }] : []}
      tools={<StaffBadge />}
    />
  )
}

export function ConsoleGate() {
  return <StaffGate anyOf={['production/batches']} other="counter" />
}
