import { createWords, useSay } from '../ui/words.ts'
import { DoorList } from './door-list.tsx'
import { useEntrusted } from './use-entrusted.ts'

const words = createWords('card-doors', {
  zh: {
    title: '用卡',
    eCard: '电子社保卡',
    eCardAbout: '出示二维码，没有网络也能用',
    services: '我的卡能办什么',
    servicesAbout: '每项服务能不能用，缺什么',
    uses: '在哪里用过',
    usesAbout: '每次用卡的时间和地点',
  },
  en: {
    title: 'Using the card',
    eCard: 'E-card',
    eCardAbout: 'Show a code, also without a network',
    services: 'What my card opens',
    servicesAbout: 'Each service, and what is missing',
    uses: 'Where it was used',
    usesAbout: 'Every use, its time and place',
  },
})

const doors = [
  ['/e-card', 'eCard', 'e-card/my-e-card'],
  ['/services', 'services', 'service/my-services'],
  ['/uses', 'uses', 'use/my-uses'],
] as const

/** What a card is for. */
export function CardDoors() {
  const say = useSay(words)
  const entrusted = useEntrusted()
  const open = doors.filter(([, , name]) => entrusted(name))
  return (
    <DoorList
      title={say('title')}
      doors={open.map(([to, door]) => ({ to, name: say(door), about: say(`${door}About`) }))}
    />
  )
}
