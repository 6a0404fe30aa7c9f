import { useNavigate } from '@tanstack/react-router'
import { useSession } from '../client/client-context.tsx'
import { Frame } from '../ui/frame.tsx'
import { useKeys } from '../ui/keys.ts'
import { StaffBadge } from '../ui/staff-badge.tsx'
import { StaffGate } from '../ui/staff-gate.tsx'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('counter-frame', {
  zh: { portal: '服务窗口', visit: '接待', stock: '卡基', search: '查找：输入到访人证件号码' },
  en: { portal: 'Counter', visit: 'Visit', stock: 'Blanks', search: 'Search: enter the document of the visitor' },
})

export function CounterFrame() {
  const say = useSay(words)
  const navigate = useNavigate()
  const signedIn = useSession() !== undefined
  useKeys(
    signedIn
      ? [
          {
            key: '/',
            label: say('search'),
            run: () => {
              const field = document.getElementById('document-number')
              if (field === null) void navigate({ to: '/' })
              else field.focus()
            },
          },
        ]
      : [],
  )
  return (
    <Frame
      desk
      portal={say('portal')}
      home="/counter"
      nav={
        signedIn
          ? [
              { to: '/', label: say('visit') },
              { to: '/stock', label: say('stock') },
            ]
          : []
      }
      tools={<StaffBadge />}
    />
  )
}

export function CounterGate() {
  return <StaffGate anyOf={['holder/open-visit']} other="console" />
}
