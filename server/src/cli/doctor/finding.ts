/** One line of the doctor. `unchecked` says what could not be looked at and why; it is no fault. */
export interface Finding {
  readonly state: 'ok' | 'warning' | 'failed' | 'unchecked'
  readonly what: string
  /** What to do about it. */
  readonly remedy?: string
}

export const ok = (what: string): Finding => ({ state: 'ok', what })
export const warning = (what: string, remedy: string): Finding => ({ state: 'warning', what, remedy })
export const failed = (what: string, remedy: string): Finding => ({ state: 'failed', what, remedy })
export const unchecked = (what: string, remedy: string): Finding => ({ state: 'unchecked', what, remedy })
