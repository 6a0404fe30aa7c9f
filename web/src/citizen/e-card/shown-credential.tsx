import { useState } from 'react'
import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useMoments } from '../../ui/moment.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import './e-card.css'

const words = createWords('shown-credential', {
  zh: {
    title: '亮证',
    how: '给人看您持有社会保障卡。姓名和号码默认遮住一部分；对方确需核对时再显示。',
    name: '姓名',
    ssn: '社会保障号码',
    number: '卡号',
    until: '有效期至',
    show: '显示完整姓名和号码',
    hide: '遮住姓名和号码',
    not: '亮证不能代替二维码：办事、付费请出示二维码。',
  },
  en: {
    title: 'Show that I have a card',
    how: 'Name and numbers are partly covered; show them in full only to whoever has to compare them.',
    name: 'Name',
    ssn: 'Social security number',
    number: 'Card number',
    until: 'Valid until',
    show: 'Show name and numbers in full',
    hide: 'Cover name and numbers',
    not: 'This does not replace the code: for a service or a payment show the code.',
  },
})

interface ShownCredentialProps {
  readonly personId: string
  readonly eCard: Answer<'e-card/my-e-card'>
}

/** Article 2 (亮证): no more of the holder than the holder wants to show. */
export function ShownCredential({ personId, eCard }: ShownCredentialProps) {
  const say = useSay(words)
  const moments = useMoments()
  const [full, setFull] = useState(false)
  const revealed = useAsk(
    'e-card/my-e-card',
    full ? { personId, purpose: 'own-affairs', reveal: ['name', 'identityNumber'] } : undefined,
  )
  const { name, ssn, cardNumber, expiresOn } = (full ? revealed.data : undefined) ?? eCard
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <p className="quiet">{say('how')}</p>
      {full && revealed.error !== null && <ProblemNotice error={revealed.error} />}
      <div className="e-card-credential" aria-live="polite">
        <Facts
          of={[
            [say('name'), name],
            [
              say('ssn'),
              ssn === null ? null : (
                <span className="number" key="ssn">
                  {ssn}
                </span>
              ),
            ],
            [
              say('number'),
              cardNumber === null ? null : (
                <span className="number" key="number">
                  {cardNumber}
                </span>
              ),
            ],
            [say('until'), expiresOn === null ? null : moments.on(expiresOn)],
          ]}
        />
      </div>
      <p className="row actions">
        <Button aria-pressed={full} onClick={() => setFull(!full)}>
          {say(full ? 'hide' : 'show')}
        </Button>
      </p>
      <p className="small quiet">{say('not')}</p>
    </section>
  )
}
