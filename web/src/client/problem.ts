import type { RefusalCode } from '@yika/core/refusal/catalogue.ts'

export interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** Problem details of the server (RFC 9457), and the two things that a server cannot say: that it was not reached. */
export interface Problem {
  readonly status: number
  readonly code: RefusalCode | 'connection-lost' | 'answer-unreadable'
  readonly article?: number
  readonly detail?: Readonly<Record<string, string | number>>
  readonly text: Bilingual
  /** What to do next. */
  readonly remedy: Bilingual
  readonly incident?: string
}

/** Every failed call throws this; a screen shows it with `ProblemNotice`. */
export class CallFailed extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

export const connectionLost: Problem = {
  status: 0,
  code: 'connection-lost',
  text: {
    zh: '网络中断，尚未收到答复。',
    en: 'The connection was lost before an answer came.',
  },
  remedy: {
    zh: '您填写的内容仍在。网络恢复后请再按一次：同一件事不会办理两次。',
    en: 'What you entered is kept. Press again when you are back on line: nothing happens twice.',
  },
}

const answerUnreadable: Problem = {
  status: 0,
  code: 'answer-unreadable',
  text: { zh: '收到的答复无法识别。', en: 'The answer could not be understood.' },
  remedy: {
    zh: '请刷新页面后重试；仍不成功请拨打 96066。',
    en: 'Reload the page and try again; if it fails again call 96066.',
  },
}

export function problemFrom(status: number, body: unknown): Problem {
  const isProblem = typeof body === 'object' && body !== null && 'code' in body && 'text' in body && 'remedy' in body
  return isProblem ? (body as Problem) : { ...answerUnreadable, status }
}

/** Whether it is still open if the command took effect: then the same key must be sent again. */
export function isUncertain({ status }: Problem): boolean {
  return status === 0 || status === 408 || status >= 500
}
