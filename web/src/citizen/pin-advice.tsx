import { createWords, useSay } from '../ui/words.ts'

const words = createWords('pin-advice', {
  zh: {
    title: '怎样的密码才安全',
    birthday: '不要用生日、电话、证件号码里的数字，也不要用 123456、888888 这样的数字。',
    other: '不要和银行卡取款密码相同。',
    write: '不要写在卡上，也不要和卡放在一起。',
    nobody: '不要告诉任何人，包括家人和工作人员；家人替您办事不需要密码，可以在“家人”中授权。',
    notice: '我们不会在短信、电话或链接里问您要密码，也不会把密码写进任何通知。',
  },
  en: {
    title: 'A PIN that protects',
    birthday: 'No birthday, no digits of a phone or identity number, nothing like 123456 or 888888.',
    other: 'Another one than that of your bank account.',
    write: 'Never on the card, never kept with it.',
    nobody:
      'Tell nobody, neither family nor clerks. Whoever helps you needs no PIN: name them as a proxy under “Family”.',
    notice: 'We never ask for a PIN by message, call or link, and none of our notices contains one.',
  },
})

/** M9.6. */
export function PinAdvice() {
  const say = useSay(words)
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <ul>
        {(['birthday', 'other', 'write', 'nobody', 'notice'] as const).map((key) => (
          <li key={key}>{say(key)}</li>
        ))}
      </ul>
    </section>
  )
}
