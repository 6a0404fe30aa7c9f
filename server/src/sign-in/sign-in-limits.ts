/** Every limit of signing in, in one table; tests try one more than each. */
export const signInLimits = {
  /** Wrong passwords or codes of one account before it rests. */
  triesPerAccount: 5,
  /** Codes asked for one number. */
  codesPerNumber: 5,
  /** Tries and requests from one address: an office of many clerks stays below. */
  triesPerAddress: 300,
  /** Codes asked for in the whole city: beyond it somebody is emptying the message budget. */
  codesPerCity: 20_000,
  /** The window in which they count, and the rest that follows. */
  windowMs: 15 * 60_000,
  /** A code travels at most this long, whatever the policy says (ASVS 6.5). */
  codeLifetimeMostMs: 10 * 60_000,
  passwordLeast: 12,
  passwordMost: 128,
} as const
