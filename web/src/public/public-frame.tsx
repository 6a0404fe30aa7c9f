import { Frame } from '../ui/frame.tsx'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('public-frame', {
  zh: { portal: '公众服务', guide: '办事指南', outlets: '服务网点', mine: '我的卡' },
  en: { portal: 'Public services', guide: 'Service guide', outlets: 'Outlets', mine: 'My cards' },
})

export function PublicFrame() {
  const say = useSay(words)
  return (
    <Frame
      portal={say('portal')}
      home="/"
      nav={[
        { to: '/guide', label: say('guide') },
        { to: '/outlets', label: say('outlets') },
      ]}
      tools={
        <a className="button" href="/me">
          {say('mine')}
        </a>
      }
    />
  )
}
