import { useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('photo-camera', {
  zh: {
    take: '拍照',
    stop: '关闭相机',
    place: '请把头部放在虚线圈内，背后是白墙',
  },
  en: {
    take: 'Take the photo',
    stop: 'Close the camera',
    place: 'Your head inside the dashed line, a white wall behind you',
  },
})

const wanted = { width: { ideal: 1280 }, height: { ideal: 1600 }, facingMode: 'user' }

interface PhotoCameraProps {
  readonly onPhoto: (photo: Blob) => void
  readonly onClose: () => void
  /** There is none, or it was not allowed. */
  readonly onDenied: () => void
}

/** The camera of the telephone or the desk; the picture stays here until its owner sends it. */
export function PhotoCamera({ onPhoto, onClose, onDenied }: PhotoCameraProps) {
  const say = useSay(words)
  const video = useRef<HTMLVideoElement>(null)
  const [ready, setReady] = useState(false)
  const tellDenied = useRef(onDenied)
  useEffect(() => {
    let stream: MediaStream | undefined
    let gone = false
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    const begin = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: wanted })
      if (gone) stop()
      else if (video.current !== null) video.current.srcObject = stream
    }
    begin().catch(() => tellDenied.current())
    return () => {
      gone = true
      stop()
    }
  }, [])
  return (
    <div className="stack">
      <div className="photo-frame photo-guide">
        <video ref={video} autoPlay playsInline muted aria-label={say('place')} onPlaying={() => setReady(true)} />
      </div>
      <p className="quiet">{say('place')}</p>
      <div className="row actions">
        <Button look="main" busy={!ready} onClick={() => void pictureOf(video.current).then(onPhoto)}>
          {say('take')}
        </Button>
        <Button onClick={onClose}>{say('stop')}</Button>
      </div>
    </div>
  )
}

const quality = 0.95

function pictureOf(video: HTMLVideoElement | null): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = video?.videoWidth ?? 0
  canvas.height = video?.videoHeight ?? 0
  if (video !== null) canvas.getContext('2d')?.drawImage(video, 0, 0)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/jpeg', quality)
  })
}
