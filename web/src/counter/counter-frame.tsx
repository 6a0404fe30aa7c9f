import { useNavigate } from '@tanstack/react-router'
import { useSession } from '../client/client-context.tsx'
import { Frame } from '../ui/frame.tsx'
import { useKeys } from '../ui/keys.ts'
import { StaffBadge } from '../ui/staff-badge.tsx'
import { StaffGate } from '../ui/staff-gate.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { useDeedLog } from './deed-log.ts'

const words = createWords('counter-frame', {
  zh: {
    portal: '服务窗口',
    visit: '接待',
    lists: '工作清单',
    stock: '卡基',
    inbox: '复核',
    day: '日终',
    search: '查找：输入到访人证件号码',
  },
  en: {
    portal: 'Counter',
    visit: 'Visit',
    lists: 'Worklists',
    stock: 'Blanks',
    inbox: 'Second person',
    day: 'End of the day',
    search: 'Search: enter the document of the visitor',
  },
})

/** What lies at an outlet, and not at an office of the bureau. */
const outletPages = ['lists', 'stock', 'inbox', 'day'] as const

export function CounterFrame() {
  const say = useSay(words)
  const navigate = useNavigate()
  const session = useSession()
  const signedIn = session !== undefined
  const atOffice = session?.officeId !== null && session?.role?.startsWith('bank-')
  useDeedLog()
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
              ...(atOffice ? outletPages.map((to) => ({ to: `/${to}`, label: say(to) })) : []),
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
