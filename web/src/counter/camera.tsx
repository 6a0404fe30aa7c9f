import { useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('camera', {
  zh: {
    title: '拍照',
    take: '拍照',
    close: '取消',
    none: '无法使用摄像头。请检查连接和浏览器权限，或改用照片文件。',
    live: '摄像头画面',
  },
  en: {
    title: 'Take a photo',
    take: 'Take it',
    close: 'Cancel',
    none: 'The camera cannot be used. Check its cable and the permission of the browser, or choose a file.',
    live: 'Picture of the camera',
  },
})

/** The ratio of the picture on a card, and as many pixels as its rules ask for. */
const ratio = 358 / 441
const heightMost = 1323

interface CameraProps {
  readonly onPhoto: (photo: Blob) => void
  readonly onClose: () => void
}

export function Camera({ onPhoto, onClose }: CameraProps) {
  const say = useSay(words)
  const dialog = useRef<HTMLDialogElement>(null)
  const video = useRef<HTMLVideoElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let stream: MediaStream | undefined
    let gone = false
    dialog.current?.showModal()
    const wished = { video: { height: { ideal: heightMost }, facingMode: 'user' } }
    // Without a secure address a browser has no camera at all.
    const asked = navigator.mediaDevices?.getUserMedia(wished) ?? Promise.reject(new Error('no camera'))
    asked.then(
      (given) => {
        stream = given
        if (gone) stop(given)
        else if (video.current !== null) video.current.srcObject = given
      },
      () => setFailed(true),
    )
    return () => {
      gone = true
      if (stream !== undefined) stop(stream)
    }
  }, [])
  const take = async () => {
    if (video.current === null || video.current.videoWidth === 0) return
    const photo = await pictureOf(video.current)
    if (photo !== null) onPhoto(photo)
  }
  return (
    <dialog ref={dialog} aria-labelledby="camera-title" onClose={onClose}>
      <div className="stack photo">
        <h2 id="camera-title">{say('title')}</h2>
        {failed ? (
          <Notice tone="bad">
            <p>{say('none')}</p>
          </Notice>
        ) : (
          <video ref={video} autoPlay muted playsInline aria-label={say('live')} />
        )}
        <div className="row">
          {!failed && (
            <Button look="main" onClick={() => void take()}>
              {say('take')}
            </Button>
          )}
          <Button onClick={() => dialog.current?.close()}>{say('close')}</Button>
        </div>
      </div>
    </dialog>
  )
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

/** The middle of what the camera sees, in the ratio of a card. */
function pictureOf(video: HTMLVideoElement): Promise<Blob | null> {
  const { videoWidth, videoHeight } = video
  const height = Math.min(videoHeight, videoWidth / ratio)
  const width = height * ratio
  const scale = Math.min(1, heightMost / height)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const from = [(videoWidth - width) / 2, (videoHeight - height) / 2, width, height] as const
  canvas.getContext('2d')?.drawImage(video, ...from, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92))
}
