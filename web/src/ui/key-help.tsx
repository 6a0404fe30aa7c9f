import { useRef, useState } from 'react'
import { Button } from './button.tsx'
import { singleKeysWanted, useKeys, useKnownKeys, wantSingleKeys } from './keys.ts'
import { createWords, useSay } from './words.ts'

const words = createWords('keys', {
  zh: { keys: '快捷键', open: '显示快捷键', close: '关闭', single: '使用单字符快捷键（/ 和 ?）' },
  en: { keys: 'Keys', open: 'Show the keys', close: 'Close', single: 'Use keys of a single character (/ and ?)' },
})

/** Every key of the page, behind `?` and behind a button. */
export function KeyHelp() {
  const say = useSay(words)
  const dialog = useRef<HTMLDialogElement>(null)
  const known = useKnownKeys()
  const [single, setSingle] = useState(singleKeysWanted)
  const open = () => dialog.current?.showModal()
  useKeys([{ key: '?', label: say('open'), run: open }])
  return (
    <>
      <button type="button" onClick={open}>
        <kbd>?</kbd> {say('keys')}
      </button>
      <dialog ref={dialog} aria-labelledby="keys-title">
        <div className="stack">
          <h2 id="keys-title">{say('keys')}</h2>
          <dl className="keys">
            {known.map(({ key, label }) => (
              <div key={key + label} style={{ display: 'contents' }}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{label}</dd>
              </div>
            ))}
          </dl>
          <label className="check">
            <input
              type="checkbox"
              checked={single}
              onChange={({ target }) => {
                wantSingleKeys(target.checked)
                setSingle(target.checked)
              }}
            />
            {say('single')}
          </label>
          <p>
            <Button onClick={() => dialog.current?.close()}>{say('close')}</Button>
          </p>
        </div>
      </dialog>
    </>
  )
}
