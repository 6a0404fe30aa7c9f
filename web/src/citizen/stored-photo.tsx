import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import './apply.css'

interface StoredPhotoProps {
  readonly personId: string
  readonly photoId: string
  readonly alt: string
}

/** The picture of the card, as the server keeps it. */
export function StoredPhoto({ personId, photoId, alt }: StoredPhotoProps) {
  return (
    <Asked of={useAsk('application/photo', { personId, photoId, purpose: 'own-affairs' })}>
      {({ file }) => (
        <div className="photo-frame">
          <img src={`data:image/jpeg;base64,${file}`} alt={alt} />
        </div>
      )}
    </Asked>
  )
}
