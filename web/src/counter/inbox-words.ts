import { createWords } from '../ui/words.ts'

/** What can wait for a second person at an outlet. */
export const inboxWords = createWords('inbox-items', {
  zh: {
    difference: '卡基盘点差异',
    destruction: '销毁废卡基',
    card: '销毁卡片',
    transfer: '签收卡基移交',
    ownShort: '等待他人',
  },
  en: {
    difference: 'Difference of a count of blanks',
    destruction: 'Destroy spoiled blanks',
    card: 'Destroy the card',
    transfer: 'Sign for a hand-over of blanks',
    ownShort: 'waits for somebody else',
  },
})
