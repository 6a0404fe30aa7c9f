import { Link } from '@tanstack/react-router'
import { entryOf, ownerWords } from '@yika/core/holder/recorded-item.ts'
import { useAsk } from '../client/use-calls.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { StoredPhoto } from './stored-photo.tsx'

const words = createWords('card-photo', {
  zh: { alt: '卡面照片', wrong: '申请更正', of: '：{{item}}', owner: '由{{owner}}负责' },
  en: { alt: 'Photo on the card', wrong: 'Correct it', of: ': {{item}}', owner: 'kept by {{owner}}' },
})

/** The photo of a card belongs to the application that the card was made for. */
export function CardPhoto({ personId, applicationId }: { readonly personId: string; readonly applicationId: string }) {
  const say = useSay(words)
  const said = useSaid()
  const asked = useAsk('application/application', { personId, applicationId, purpose: 'own-affairs' })
  const photoId = asked.data?.photoId
  if (photoId === undefined || photoId === null) return null
  const { owner, ...label } = entryOf('photo')
  return (
    <li>
      <span>
        <span className="quiet">{said(label)}</span>
        <StoredPhoto personId={personId} photoId={photoId} alt={say('alt')} />
      </span>
      <Link className="no-print" to="/data/correct/$item" params={{ item: 'photo' }}>
        {say('wrong')}
        <span className="unseen">{say('of', { item: said(label) })}</span>
      </Link>
      <span className="quiet small">{say('owner', { owner: said(ownerWords[owner]) })}</span>
    </li>
  )
}
