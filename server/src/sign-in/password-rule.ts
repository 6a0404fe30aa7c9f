import { signInLimits } from './sign-in-limits.ts'

export type PasswordFault = 'short' | 'long' | 'guessable' | 'name'

/** What people type first when twelve characters are asked for; compared in lower case without what is put around it. */
const favourites = [
  'password',
  'passw0rd',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx',
  'qazwsxedc',
  'iloveyou',
  'welcome',
  'administrator',
  'woaini',
  'beijing',
  'shebaoka',
  'letmein',
]

/** SP 800-63B: length counts, composition rules do not; what everybody guesses first is refused. */
export function passwordFault(password: string, userName: string): PasswordFault | undefined {
  const characters = [...password]
  if (characters.length < signInLimits.passwordLeast) return 'short'
  if (characters.length > signInLimits.passwordMost) return 'long'
  const plain = password.toLowerCase()
  if (plain.includes(userName.toLowerCase())) return 'name'
  const rest = favourites.reduce((text, favourite) => text.replaceAll(favourite, ''), plain).replace(/[\d\W_]/g, '')
  const unlike = new Set(characters).size
  return unlike < 6 || rest.length + distinctRuns(plain) < 4 ? 'guessable' : undefined
}

/** How often neighbouring characters are neither equal nor next to each other in order: `123456` has none. */
function distinctRuns(text: string): number {
  let leaps = 0
  for (let at = 1; at < text.length; at += 1) {
    if (Math.abs(text.charCodeAt(at) - text.charCodeAt(at - 1)) > 1) leaps += 1
  }
  return leaps > 3 ? 4 : 0
}
