import type { Day } from '../calendar/instant.ts'

/** A figure of the rules has no value in force on the day. The kernel turns it into the refusal `policy-missing`. */
export class PolicyMissing extends Error {
  readonly key: string
  readonly day: Day

  constructor(key: string, day: Day) {
    super(`the rule ${key} has no value in force on ${day}`)
    this.key = key
    this.day = day
  }
}
