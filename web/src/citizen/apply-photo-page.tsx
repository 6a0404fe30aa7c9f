import { useState } from 'react'
import { Asked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { BackToList } from './apply-step.tsx'
import { type Choices, useApplying } from './applying.ts'
import { PhotoPicker } from './photo-picker.tsx'
import { StoredPhoto } from './stored-photo.tsx'

const words = createWords('apply-photo', {
  zh: {
    question: '制卡照片',
    lead: '照片会印在卡面上，也会写入芯片。',
    keep: '沿用这张照片',
    other: '换一张照片',
    kept: '已有合格照片，{{at}} 上传。',
    alt: '已上传的照片',
    young: '这个年龄的孩子不需要照片。',
    goOn: '继续',
  },
  en: {
    question: 'The photo for the card',
    lead: 'It is printed on the card and written into the chip.',
    keep: 'Use this photo',
    other: 'Use another photo',
    kept: 'There is an accepted photo of {{at}}.',
    alt: 'The photo on record',
    young: 'A child of this age needs no photo.',
    goOn: 'Continue',
  },
})

export function ApplyPhotoPage() {
  const say = useSay(words)
  const { asked, personId } = useApplying()
  return (
    <Page title={say('question')} lead={say('lead')} narrow>
      <Asked of={asked}>{(choices) => <PhotoStep choices={choices} />}</Asked>
      <BackToList personId={personId} />
    </Page>
  )
}

function PhotoStep({ choices }: { readonly choices: Choices }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const { personId, draft, answer } = useApplying()
  const [other, setOther] = useState(false)
  const { refusal, photoId: newest, addedAt } = choices.photo
  const photoId = draft.photoId ?? (refusal === null ? newest : null)
  if (photoId !== null && !other) {
    return (
      <div className="stack">
        <StoredPhoto personId={personId} photoId={photoId} alt={say('alt')} />
        {addedAt !== null && <p>{say('kept', { at: moments.at(addedAt) })}</p>}
        <div className="row actions">
          <Button look="main" onClick={() => answer({ photoId }, choices)}>
            {say('keep')}
          </Button>
          <Button onClick={() => setOther(true)}>{say('other')}</Button>
        </div>
      </div>
    )
  }
  return (
    <div className="stack">
      {refusal !== null && newest !== null && (
        <Notice tone="warn" title={said(refusal)}>
          <p>{said(refusal.remedy)}</p>
        </Notice>
      )}
      {refusal === null && newest === null && (
        <Notice title={say('young')}>
          <p>
            <Button onClick={() => answer({}, choices)}>{say('goOn')}</Button>
          </p>
        </Notice>
      )}
      <PhotoPicker personId={personId} onAccepted={(accepted) => answer({ photoId: accepted }, choices)} />
    </div>
  )
}
