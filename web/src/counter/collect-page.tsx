import { useNavigate } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import { useState } from 'react'
import { useAsk, useDo } from '../client/use-calls.ts'
import { Button } from '../ui/button.tsx'
import { CardFace } from '../ui/card-face.tsx'
import { useKeys } from '../ui/keys.ts'
import { createWords, useSay } from '../ui/words.ts'
import { ChipCheck } from './chip-check.tsx'
import { DeedDone } from './deed-done.tsx'
import { DeedPage } from './deed-page.tsx'
import { DeedReceipt } from './deed-receipt.tsx'
import { PhotoView } from './photo-view.tsx'
import type { ChipProof } from './prove-chip.ts'
import { readOf, type Visit } from './visit.ts'
import { VisitCase } from './visit-case.tsx'

const words = createWords('counter-collect', {
  zh: {
    title: '领卡',
    submit: '交付卡片',
    hands: '卡片交给到访人，从此由持卡人保管。',
    off: '社会保障功能仍未启用，可随即启用。',
    old: '旧卡在新卡启用前继续有效。',
    photo: '制卡照片',
    same: '已核对：证件、照片、卡面与到访人一致',
    done: '卡片已交付',
    lead: '请到访人核对卡面姓名和号码。',
    receipt: '领卡回执',
    next: '可随即启用社会保障功能（F6）。',
    pin: '初始密码信封请当面交给持卡人，工作人员不得拆开。',
    enable: '启用社会保障功能',
  },
  en: {
    title: 'Hand over the card',
    submit: 'Hand it over',
    hands: 'The visitor has the card from now on, and keeps it.',
    off: 'The social-security function is still off; it can be enabled at once.',
    old: 'The older card works until the new one is enabled.',
    photo: 'Photo of the card',
    same: 'Compared: document, photo, face of the card and visitor agree',
    done: 'The card is handed over',
    lead: 'Ask the visitor to read name and number on the card.',
    receipt: 'Receipt of a collected card',
    next: 'The social-security function can be enabled at once (F6).',
    pin: 'The sealed envelope with the initial PIN goes into the hand of the holder, unopened.',
    enable: 'Enable the social-security function',
  },
})

export function CollectPage() {
  const say = useSay(words)
  return <VisitCase title={say('title')}>{(card, visit) => <Deed card={card} visit={visit} />}</VisitCase>
}

function Deed({ card, visit }: { readonly card: CardView; readonly visit: Visit }) {
  const say = useSay(words)
  const collect = useDo('distribution/collect-card')
  const applications = useAsk('application/applications-of-person', readOf(visit))
  const [same, setSame] = useState(false)
  const [proof, setProof] = useState<ChipProof['outcome']>()
  const { personId, cardId } = card
  const photoId = applications.data?.applications.find((one) => one.cardId === cardId)?.photoId ?? null
  if (collect.isSuccess)
    return (
      <DeedDone title={say('done')} lead={say('lead')} next={[say('next'), say('pin')]}>
        <DeedReceipt title={say('receipt')} card={card} visit={visit} verification={collect.data.verification} />
        <ToEnable card={card} />
      </DeedDone>
    )
  return (
    <DeedPage
      title={say('title')}
      of={{ deed: 'collect', card }}
      submit={say('submit')}
      effects={[say('hands'), say('off'), say('old')]}
      busy={collect.isPending}
      error={collect.error}
      duty
      ready={same && proof !== 'not-genuine' && proof !== 'another-card'}
      onSubmit={() => collect.mutate({ personId, cardId, dutyNoticeVersion: dutyNotice.version })}
    >
      <div className="compare">
        <CardFace card={card} />
        <PhotoView visit={visit} photoId={photoId} caption={say('photo')} />
      </div>
      <ChipCheck card={card} visit={visit} onProof={setProof} />
      <label className="check">
        <input type="checkbox" checked={same} onChange={({ target }) => setSame(target.checked)} />
        {say('same')}
      </label>
    </DeedPage>
  )
}

function ToEnable({ card: { personId, cardId } }: { readonly card: CardView }) {
  const say = useSay(words)
  const navigate = useNavigate()
  const run = () => void navigate({ to: '/person/$personId/cards/$cardId/enable', params: { personId, cardId } })
  useKeys([{ key: 'F6', label: say('enable'), run }])
  return (
    <p className="no-print">
      <Button look="main" onClick={run}>
        {say('enable')} <kbd>F6</kbd>
      </Button>
    </p>
  )
}
