import { Frame } from '../ui/frame.tsx'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('public-frame', {
  zh: {
    portal: '公众服务',
    guide: '办事指南',
    services: '用卡服务',
    outlets: '服务网点',
    verify: '回执验真',
    help: '帮助',
    mine: '我的卡',
  },
  en: {
    portal: 'Public services',
    guide: 'Service guide',
    services: 'Services',
    outlets: 'Outlets',
    verify: 'Verify',
    help: 'Help',
    mine: 'My cards',
  },
})

export function PublicFrame() {
  const say = useSay(words)
  return (
    <Frame
      portal={say('portal')}
      home="/"
      nav={(['guide', 'services', 'outlets', 'verify', 'help'] as const).map((page) => ({
        to: `/${page}`,
        label: say(page),
      }))}
      tools={
        <a className="button" href="/me">
          {say('mine')}
        </a>
      }
    />
  )
}
