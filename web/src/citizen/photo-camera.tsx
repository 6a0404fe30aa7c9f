import { useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('photo-camera', {
  zh: {
    take: '拍照',
    stop: '关闭相机',
    place: '请把头部放在虚线圈内，背后是白墙',
    denied: '无法使用相机',
    deniedAbout: '请在浏览器中允许使用相机，或者选择手机里已有的照片。',
  },
  en: {
    take: 'Take the photo',
    stop: 'Close the camera',
    place: 'Your head inside the dashed line, a white wall behind you',
    denied: 'The camera cannot be used',
    deniedAbout: 'Allow the camera in your browser, or choose a photo that you have.',
  },
})

const wanted = { width: { ideal: 1280 }, height: { ideal: 1600 }, facingMode: 'user' }

interface PhotoCameraProps {
  readonly onPhoto: (photo: Blob) => void
  readonly onClose: () => void
}

/** The camera of the telephone or the desk; the picture stays here until its owner sends it. */
export function PhotoCamera({ onPhoto, onClose }: PhotoCameraProps) {
  const say = useSay(words)
  const video = useRef<HTMLVideoElement>(null)
  const [denied, setDenied] = useState(false)
  const [ready, setReady] = useState(false)
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
    begin().catch(() => setDenied(true))
    return () => {
      gone = true
      stop()
    }
  }, [])
  if (denied) {
    return (
      <Notice tone="bad" title={say('denied')}>
        <p>{say('deniedAbout')}</p>
      </Notice>
    )
  }
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
