import { createWords } from '../ui/words.ts'

/** What every page of the outlet's own work says. */
export const deskWords = createWords('counter-desk', {
  zh: {
    back: '返回',
    count: '张数',
    wholeNumber: '请填写数字（0 或以上）。',
    atLeastOne: '请填写 1 或以上的数字。',
    reason: '原因',
    reasonMissing: '请填写原因，以后查账要用。',
    noOffice: '您的账号不属于任何网点，此处没有可办的事。请联系安全管理员。',
    me: '您本人',
    colleague: '同事（工号尾号 {{ending}}）',
    second: '须由另一位工作人员办理',
  },
  en: {
    back: 'Back',
    count: 'How many',
    wholeNumber: 'Enter a number (0 or more).',
    atLeastOne: 'Enter a number of 1 or more.',
    reason: 'Reason',
    reasonMissing: 'Enter the reason; whoever checks the books will need it.',
    noOffice: 'Your account belongs to no outlet; there is nothing to do here. Ask the security administrator.',
    me: 'you',
    colleague: 'a colleague (staff number ending in {{ending}})',
    second: 'For somebody else on the staff',
  },
})
