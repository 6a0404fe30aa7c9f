import type { Bilingual } from '../client/problem.ts'

/** Something at this outlet that one person has begun and another one has to finish. */
export interface InboxItem {
  readonly key: string
  readonly what: 'difference' | 'destruction' | 'card' | 'transfer'
  readonly subject: string
  /** What the books say, and what they would say. */
  readonly from: Bilingual
  readonly to: Bilingual
  readonly reason: string | null
  readonly by: string | null
  readonly at: string | null
  /** Who began it waits for somebody else. */
  readonly own: boolean
  /** Whether the role may finish it at all. */
  readonly may: boolean
  /** Whether whoever approves has to say why. */
  readonly wantsReason: boolean
}
