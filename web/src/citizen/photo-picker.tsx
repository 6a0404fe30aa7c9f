import { applicationRefusals } from '@yika/core/refusal/application.ts'
import { useEffect, useState } from 'react'
import { useDo, useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import './apply.css'
import { PhotoCamera } from './photo-camera.tsx'
import { publishedRules } from './photo-rules.ts'
import { base64Of, type PreparedPhoto, preparePhoto, type UnfitPhoto } from './prepare-photo.ts'

const words = createWords('photo-picker', {
  zh: {
    rules: '照片要求',
    white: '近 {{months}} 个月内的彩色正面免冠照片，白色背景，无边框',
    light: '光线均匀，面部清晰，不戴帽子，不修图',
    size: 'JPG 格式，至少 {{width}}×{{height}} 像素；比例不合会自动裁剪',
    camera: '用相机拍照',
    denied: '无法使用相机',
    deniedAbout: '请在浏览器中允许使用相机，或者选择手机里已有的照片。',
    file: '选择已有的照片',
    preview: '您选择的照片',
    looksGood: '看上去符合要求',
    mayFail: '这张照片可能通不过',
    unfit: '这个文件不能使用',
    cropped: '已按证件照比例裁剪，请确认头部完整。',
    use: '使用这张照片',
    useAnyway: '仍然使用这张',
    sending: '正在上传并检查……',
    again: '重新拍照',
  },
  en: {
    rules: 'What the photo must be like',
    white: 'In colour, from the front, bare-headed, not older than {{months}} months, white background, no frame',
    light: 'Even light, a sharp face, no hat, no retouching',
    size: 'A JPEG of at least {{width}}×{{height}} pixels; another ratio is cut to fit',
    camera: 'Use the camera',
    denied: 'The camera cannot be used',
    deniedAbout: 'Allow the camera in your browser, or choose a photo that you have.',
    file: 'Choose a photo that you have',
    preview: 'The photo you chose',
    looksGood: 'It looks good',
    mayFail: 'This photo may not pass',
    unfit: 'This file cannot be used',
    cropped: 'It was cut to the ratio of an identity photo: check that the head is complete.',
    use: 'Use this photo',
    useAnyway: 'Use it all the same',
    sending: 'Sending and checking …',
    again: 'Take another',
  },
})

interface PhotoPickerProps {
  readonly personId: string
  /** The server has taken it. */
  readonly onAccepted: (photoId: string) => void
}

/** M4.4: taken or chosen, judged at once by the published rules, then by the server. */
export function PhotoPicker({ personId, onAccepted }: PhotoPickerProps) {
  const say = useSay(words)
  const asked = useRead('policy/policy-values', { prefix: 'photo.' })
  const [camera, setCamera] = useState<'off' | 'on' | 'denied'>('off')
  const [looked, setLooked] = useState<PreparedPhoto | UnfitPhoto>()
  const add = useDo('application/add-photo')
  return (
    <Asked of={asked}>
      {({ values }) => {
        const rules = publishedRules(values)
        const look = async (file: Blob | undefined) => {
          setCamera('off')
          add.reset()
          setLooked(file === undefined ? undefined : await preparePhoto(file, rules))
        }
        // The page may show the new photo before this is answered, and be without this picker: the answer counts all the same.
        const send = async ({ blob }: PreparedPhoto) => {
          const sent = await add.mutateAsync({ personId, file: await base64Of(blob) }).catch(() => undefined)
          if (sent !== undefined) onAccepted(sent.photoId)
        }
        return (
          <div className="stack">
            <div className="small">
              <p>{say('rules')}</p>
              <ul>
                <li>{say('white', { months: rules.number('photo.max-age') })}</li>
                <li>{say('light')}</li>
                <li>{say('size', { width: rules.number('photo.width'), height: rules.number('photo.height') })}</li>
              </ul>
            </div>
            {add.error !== null && <ProblemNotice error={add.error} />}
            {looked !== undefined && (
              <Looked
                photo={looked}
                refused={add.error !== null}
                busy={add.isPending}
                onUse={(photo) => void send(photo)}
              />
            )}
            {camera === 'denied' && (
              <Notice tone="bad" title={say('denied')}>
                <p>{say('deniedAbout')}</p>
              </Notice>
            )}
            {camera === 'on' ? (
              <PhotoCamera
                onPhoto={(photo) => void look(photo)}
                onClose={() => setCamera('off')}
                onDenied={() => setCamera('denied')}
              />
            ) : (
              <div className="row actions">
                {'mediaDevices' in navigator && (
                  <Button {...(looked === undefined ? { look: 'main' as const } : {})} onClick={() => setCamera('on')}>
                    {say(looked === undefined ? 'camera' : 'again')}
                  </Button>
                )}
                <label className="button photo-file">
                  {say('file')}
                  <input type="file" accept="image/jpeg" onChange={({ target }) => void look(target.files?.[0])} />
                </label>
              </div>
            )}
          </div>
        )
      }}
    </Asked>
  )
}

interface LookedProps {
  readonly photo: PreparedPhoto | UnfitPhoto
  readonly refused: boolean
  readonly busy: boolean
  readonly onUse: (photo: PreparedPhoto) => void
}

function Looked({ photo, refused, busy, onUse }: LookedProps) {
  const say = useSay(words)
  const said = useSaid()
  const address = useAddressOf('blob' in photo ? photo.blob : undefined)
  if ('fault' in photo) {
    const entry = applicationRefusals[photo.fault]
    const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(photo.detail[name] ?? '—'))
    return (
      <Notice tone="bad" title={say('unfit')}>
        <p>{fill(said(entry))}</p>
        <p>{said(entry.remedy)}</p>
      </Notice>
    )
  }
  return (
    <section className="stack" aria-label={say('preview')}>
      <div className="photo-frame">{address !== undefined && <img src={address} alt={say('preview')} />}</div>
      <div role="status">
        {photo.advice.length === 0 ? (
          !refused && <Notice tone="good" title={say('looksGood')} />
        ) : (
          <Notice tone="warn" title={say('mayFail')}>
            <ul>
              {photo.advice.map((fault) => (
                <li key={fault}>
                  {said(applicationRefusals[fault])} {said(applicationRefusals[fault].remedy)}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {photo.cropped && <p className="small">{say('cropped')}</p>}
      </div>
      {!refused && (
        <div className="row actions">
          <Button {...(photo.advice.length === 0 ? { look: 'main' } : {})} busy={busy} onClick={() => onUse(photo)}>
            {busy ? say('sending') : say(photo.advice.length === 0 ? 'use' : 'useAnyway')}
          </Button>
        </div>
      )}
    </section>
  )
}

function useAddressOf(blob: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (blob === undefined) return
    const made = URL.createObjectURL(blob)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return address
}
