import { Choice } from '../ui/choice.tsx'
import { createWords, useSay } from '../ui/words.ts'
import type { Way } from './applying.ts'
import { OutletChoice } from './outlet-choice.tsx'

const words = createWords('collection-choice', {
  zh: {
    legend: '领卡方式',
    instant: '到即时制卡网点，当场拿卡',
    instantAbout: '提交后持身份证件到网点，工作人员当场制卡',
    outlet: '制好后到网点领取',
    outletAbout: '卡片送到您选的网点，短信通知领卡',
    post: '邮寄到家',
    postAbout: '寄到登记的联系地址，收到后在网上确认',
  },
  en: {
    legend: 'How to get the card',
    instant: 'On the spot, at an outlet that makes cards',
    instantAbout: 'Send the application, then come with your identity document: the card is made while you wait',
    outlet: 'Collect it at an outlet',
    outletAbout: 'It is brought to the outlet you choose; a message tells you when',
    post: 'By post',
    postAbout: 'To the address on record; confirm here that it has come',
  },
})

interface CollectionChoiceProps {
  readonly bankId: string
  readonly minor: boolean
  readonly way: Way | undefined
  readonly outletId: string | undefined
  readonly onChange: (way: Way, outletId?: string) => void
}

/** Article 3: a minor's card is handed to the guardian at an outlet; everybody else may have it sent. */
export function CollectionChoice({ bankId, minor, way, outletId, onChange }: CollectionChoiceProps) {
  const say = useSay(words)
  const ways = minor ? (['instant', 'outlet'] as const) : (['instant', 'outlet', 'post'] as const)
  return (
    <>
      <Choice
        legend={say('legend')}
        legendUnseen
        value={way ?? ''}
        options={ways.map((value) => ({ value, label: say(value), about: say(`${value}About`) }))}
        onValue={(value) => {
          if (value !== '') onChange(value)
        }}
      />
      {(way === 'instant' || way === 'outlet') && (
        <OutletChoice
          key={way}
          bankId={bankId}
          instant={way === 'instant'}
          value={outletId ?? ''}
          onValue={(chosen) => onChange(way, chosen)}
        />
      )}
    </>
  )
}
