import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { useMoments } from '../ui/moment.ts'
import { createWords, useSay } from '../ui/words.ts'
import { readOf, type Visit } from './visit.ts'

const words = createWords('photo-view', {
  zh: { alt: '{{caption}}', none: '系统内没有照片，请以证件照片核对。', since: '采集于 {{at}}' },
  en: { alt: '{{caption}}', none: 'No photo on file: compare with the document.', since: 'taken {{at}}' },
})

interface PhotoViewProps {
  readonly visit: Visit
  readonly photoId: string | null
  readonly caption: string
}

/** Article 9: the photo on file, large enough to be compared with a face. */
export function PhotoView({ visit, photoId, caption }: PhotoViewProps) {
  const say = useSay(words)
  const moments = useMoments()
  const asked = useAsk('application/photo', photoId === null ? undefined : { ...readOf(visit), photoId })
  return (
    <figure className="photo">
      {photoId === null ? (
        <p className="photo-none">{say('none')}</p>
      ) : (
        <Asked of={asked}>
          {({ file, addedAt }) => (
            <>
              <img src={`data:image/jpeg;base64,${file}`} alt={say('alt', { caption })} width="179" height="221" />
              <p className="small quiet">{say('since', { at: moments.on(addedAt) })}</p>
            </>
          )}
        </Asked>
      )}
      <figcaption>{caption}</figcaption>
    </figure>
  )
}
