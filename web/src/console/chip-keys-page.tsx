import { useEffect, useState } from 'react'
import { useMay } from '../client/may.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { ChipKeyPanel } from './chip-key-panel.tsx'
import { DoneNotice } from './done-notice.tsx'
import { ProposeChipKey } from './propose-chip-key.tsx'

const words = createWords('chip-keys', {
  zh: {
    title: '芯片主密钥',
    lead: '一人提出、另一人确认，加密机才产生或销毁密钥；密钥本身从不离开加密机，页面只显示校验值。',
    empty: '尚无主密钥。由安全管理员提出产生，另一位安全管理员确认。',
  },
  en: {
    title: 'Master keys of the chips',
    lead: 'One person proposes, another confirms: only then the key machine makes or destroys keys. They never leave it; what is shown are check values.',
    empty:
      'There are no master keys yet. A security administrator proposes them and another security administrator confirms.',
  },
})

const askAgainMs = 1000

export function ChipKeysPage() {
  const say = useSay(words)
  const may = useMay()
  const [done, setDone] = useState<string>()
  const asked = useAsk('production/chip-keys', {})
  const { data, refetch } = asked
  const underWay = data?.keys.some(({ state }) => state === 'confirmed' || state === 'destruction-confirmed') === true
  useEffect(() => {
    if (!underWay) return
    const timer = setInterval(() => void refetch(), askAgainMs)
    return () => clearInterval(timer)
  }, [underWay, refetch])
  return (
    <Page title={say('title')} lead={say('lead')}>
      <DoneNotice text={done} />
      {may('production/propose-chip-key') && <ProposeChipKey onDone={setDone} />}
      <Asked of={asked}>
        {({ keys }) =>
          keys.length === 0 ? (
            <Empty text={say('empty')} />
          ) : (
            <div className="cards">
              {keys
                .toSorted((a, b) => b.changedAt.localeCompare(a.changedAt))
                .map((key) => (
                  <ChipKeyPanel key={key.chipKeyId} of={key} onDone={setDone} />
                ))}
            </div>
          )
        }
      </Asked>
    </Page>
  )
}
