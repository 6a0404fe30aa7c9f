import { useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('terminal-camera', {
  zh: {
    aim: '把二维码对准摄像头',
    close: '关闭摄像头',
    none: '无法使用摄像头。请检查浏览器权限，或改用扫码枪、粘贴。',
  },
  en: {
    aim: 'Hold the code in front of the camera',
    close: 'Close the camera',
    none: 'The camera cannot be used. Check the permission of the browser, or use a scanner or paste the code.',
  },
})

interface Detector {
  detect(video: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
type DetectorMaker = new (wanted: { formats: readonly string[] }) => Detector

const maker = (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector

/** Whether this browser reads codes by itself. */
export const hasCodeCamera = maker !== undefined && navigator.mediaDevices !== undefined

const lookMs = 150

interface CodeCameraProps {
  readonly onCode: (code: string) => void
  readonly onClose: () => void
}

/** The picture stays in the browser; what leaves is the text of the code. */
export function CodeCamera({ onCode, onClose }: CodeCameraProps) {
  const say = useSay(words)
  const video = useRef<HTMLVideoElement>(null)
  const found = useRef(onCode)
  found.current = onCode
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let stream: MediaStream | undefined
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async (detector: Detector) => {
      const shown = video.current
      const codes = shown === null || shown.readyState < 2 ? [] : await detector.detect(shown)
      const [code] = codes
      if (gone) return
      if (code === undefined) timer = setTimeout(() => void look(detector), lookMs)
      else found.current(code.rawValue)
    }
    const begin = async () => {
      if (maker === undefined) throw new Error('no detector')
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      if (gone) return stop(stream)
      if (video.current !== null) video.current.srcObject = stream
      await look(new maker({ formats: ['qr_code'] }))
    }
    begin().catch(() => setFailed(true))
    return () => {
      gone = true
      clearTimeout(timer)
      if (stream !== undefined) stop(stream)
    }
  }, [])
  return (
    <div className="stack">
      {failed ? (
        <Notice tone="bad">
          <p>{say('none')}</p>
        </Notice>
      ) : (
        <video className="terminal-camera" ref={video} autoPlay muted playsInline aria-label={say('aim')} />
      )}
      <p>
        <Button onClick={onClose}>{say('close')}</Button>
      </p>
    </div>
  )
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
