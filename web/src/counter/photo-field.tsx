import { useRef, useState } from 'react'
import { useDo } from '../client/use-calls.ts'
import { Button } from '../ui/button.tsx'
import { useKeys } from '../ui/keys.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { Camera } from './camera.tsx'
import { textOfFile } from './text-of-file.ts'
import type { Visit } from './visit.ts'

const words = createWords('photo-field', {
  zh: {
    file: '选择照片文件（JPEG）',
    camera: '用摄像头拍照',
    advice: '白色背景、正面免冠、面部清晰。系统即时检查，不合格会说明原因。',
    checking: '正在检查照片……',
    accepted: '照片合格，已保存。',
  },
  en: {
    file: 'Choose a photo file (JPEG)',
    camera: 'Take one with the camera',
    advice: 'White background, no hat, looking ahead, sharp. It is checked at once, and what is wrong is said.',
    checking: 'Checking the photo …',
    accepted: 'The photo is good and has been kept.',
  },
})

/** M4.4: a photo from a file or from the camera of the desk; the server says at once whether it will do. */
export function PhotoField({ visit: { personId } }: { readonly visit: Visit }) {
  const say = useSay(words)
  const file = useRef<HTMLInputElement>(null)
  const [filming, setFilming] = useState(false)
  const add = useDo('application/add-photo')
  const send = (text: string) => add.mutate({ personId, file: text })
  useKeys([{ key: 'F8', label: say('file'), run: () => file.current?.click() }])
  return (
    <div className="stack">
      <p className="small quiet">{say('advice')}</p>
      <div className="row">
        <Button busy={add.isPending} onClick={() => file.current?.click()}>
          {say('file')} <kbd>F8</kbd>
        </Button>
        <Button busy={add.isPending} onClick={() => setFilming(true)}>
          {say('camera')}
        </Button>
      </div>
      <input
        ref={file}
        className="unseen"
        type="file"
        accept="image/jpeg"
        tabIndex={-1}
        aria-label={say('file')}
        onChange={async ({ target }) => {
          const [chosen] = target.files ?? []
          if (chosen !== undefined) send(await textOfFile(chosen))
          target.value = ''
        }}
      />
      {filming && (
        <Camera
          onPhoto={async (photo) => {
            setFilming(false)
            send(await textOfFile(photo))
          }}
          onClose={() => setFilming(false)}
        />
      )}
      <div role="status">
        {add.isPending && <p>{say('checking')}</p>}
        {add.isSuccess && <p>✓ {say('accepted')}</p>}
      </div>
      {add.error !== null && <ProblemNotice error={add.error} />}
    </div>
  )
}
