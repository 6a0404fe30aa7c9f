import type { ReaderAnswer } from '../client/reader.ts'
import { createWords, type Say } from './words.ts'

/** What the driver says, in the words of the desk; whatever it says besides is shown with its code. */
export const readerWords = createWords('reader-codes', {
  zh: {
    noCard: '读卡器里没有卡或证件，请放好再试。',
    gone: '读卡器未连接。',
    unsupported: '此读卡器不能读身份证件。',
    module: '读卡器没有安全模块，不能先读卡找人。请先用证件开始接待，再验卡。',
    notGenuine: '卡片未通过验证，不是真卡或已损坏。',
    other: '读卡失败（{{code}}）{{text}}',
  },
  en: {
    noCard: 'There is no card or document in the reader: put it in and try again.',
    gone: 'The reader is not connected.',
    unsupported: 'This reader does not read identity documents.',
    module:
      'The reader has no security module, so a card cannot be read to find somebody. Begin the visit with the document.',
    notGenuine: 'The card has not proved itself: it is not genuine, or broken.',
    other: 'Reading failed ({{code}}) {{text}}',
  },
})

const keyOf: Readonly<Record<number, Exclude<keyof typeof readerWords.zh, 'other'>>> = {
  [-2]: 'noCard',
  [-3]: 'noCard',
  [-4]: 'noCard',
  [-11]: 'gone',
  [-12]: 'gone',
  [-13]: 'unsupported',
  [-21]: 'notGenuine',
  [-2201]: 'module',
  [-2202]: 'module',
  [-2203]: 'module',
}

export function readerFault(say: Say<keyof typeof readerWords.zh>, { code, text }: ReaderAnswer): string {
  const key = keyOf[code]
  return key === undefined ? say('other', { code, text }) : say(key)
}
