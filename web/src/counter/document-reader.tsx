import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReaderAnswer } from '../client/reader.ts'
import { useReader } from '../client/reader.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { useKeys } from '../ui/keys.ts'
import { Notice } from '../ui/notice.tsx'
import { ReaderPanel } from '../ui/reader-panel.tsx'
import { readerFault, readerWords } from '../ui/reader-words.ts'
import { createWords, useSay } from '../ui/words.ts'
import { type ReadDocument, readIdentityDocument, readSocialCard } from './read-document.ts'

const words = createWords('document-reader', {
  zh: {
    identity: '读身份证',
    card: '读社保卡',
    reading: '正在读……',
    read: '已读出号码，请核对后按回车。',
    connect: '连接读卡器后可刷证读卡；也可直接输入号码。',
    simulated: '模拟身份证',
    number: '模拟身份证上的号码',
    name: '模拟身份证上的姓名',
  },
  en: {
    identity: 'Read the identity card',
    card: 'Read the social security card',
    reading: 'Reading …',
    read: 'The number has been read: check it, then press Enter.',
    connect: 'With a reader, documents and cards are read; the number can always be typed.',
    simulated: 'A simulated identity card',
    number: 'Number on the simulated card',
    name: 'Name on the simulated card',
  },
})

/** Fills the number from a document: read by a device, or from a simulated one that is plainly called so. */
export function DocumentReader({ onRead }: { readonly onRead: (document: ReadDocument) => void }) {
  const say = useSay(words)
  const reader = useSay(readerWords)
  const { state } = useReader()
  const [simulated, setSimulated] = useState<ReadDocument>({ number: '', name: '' })
  const read = useMutation<ReadDocument | ReaderAnswer, Error, () => Promise<ReadDocument | ReaderAnswer>>({
    mutationFn: (from) => from(),
    onSuccess: (found) => 'number' in found && onRead(found),
  })
  const identity = () =>
    read.mutate(state === 'simulated' ? () => Promise.resolve(simulated) : () => readIdentityDocument())
  const card = () => read.mutate(() => readSocialCard())
  useKeys([
    ...(state === 'connected' || state === 'simulated' ? [{ key: 'F2', label: say('identity'), run: identity }] : []),
    ...(state === 'connected' ? [{ key: 'F3', label: say('card'), run: card }] : []),
  ])
  return (
    <div className="stack">
      <ReaderPanel />
      {state === 'simulated' && (
        <fieldset className="panel">
          <legend className="unseen">{say('simulated')}</legend>
          <TextField
            label={say('number')}
            autoComplete="off"
            value={simulated.number}
            onValue={(number) => setSimulated({ ...simulated, number: number.trim() })}
          />
          <TextField
            label={say('name')}
            autoComplete="off"
            value={simulated.name}
            onValue={(name) => setSimulated({ ...simulated, name: name.trim() })}
          />
        </fieldset>
      )}
      {state === 'connected' || state === 'simulated' ? (
        <div className="row">
          <Button busy={read.isPending} onClick={identity}>
            {say('identity')} <kbd>F2</kbd>
          </Button>
          {state === 'connected' && (
            <Button busy={read.isPending} onClick={card}>
              {say('card')} <kbd>F3</kbd>
            </Button>
          )}
        </div>
      ) : (
        <p className="small quiet">{say('connect')}</p>
      )}
      <div role="status">
        {read.isPending && <p>{say('reading')}</p>}
        {read.data !== undefined && 'number' in read.data && <p>✓ {say('read')}</p>}
      </div>
      {read.data !== undefined && 'code' in read.data && (
        <Notice tone="bad">
          <p>{readerFault(reader, read.data)}</p>
        </Notice>
      )}
    </div>
  )
}
