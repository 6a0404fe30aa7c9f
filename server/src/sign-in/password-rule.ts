import { signInLimits } from './sign-in-limits.ts'

export type PasswordFault = 'short' | 'long' | 'guessable' | 'name'

/** What people type first; whatever they put around it has to carry the password alone. */
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
  const rest = favourites.reduce((text, favourite) => text.replaceAll(favourite, ''), plain)
  return new Set(characters).size < 6 || steps(rest) < 8 ? 'guessable' : undefined
}

/** Characters that neither repeat nor continue the one before: `aaaa` and `123456` have one. */
function steps(text: string): number {
  const points = [...text].map((character) => character.codePointAt(0) as number)
  return points.filter((point, at) => at === 0 || Math.abs(point - (points[at - 1] as number)) > 1).length
}
