/** Asks the office through the page that is signed in there: the program beside the reader has no session of its own. */
export type AskOffice = (operation: string, input: object) => Promise<unknown>

/**
 * Makes a card out of the blank in its station, for an order of the page; what it may ask the office is for the page to say. Answers the
 * result for the office as text. No command of the chip ever goes through the page.
 */
export type CardMaker = (order: object, ask: AskOffice) => Promise<string>

export interface OfficeQuestions {
  readonly ask: AskOffice
  /** Whether the message was the answer to a question. */
  hear(message: unknown): boolean
  /** The page went away: nothing more will be answered. */
  end(): void
}

interface Open {
  resolve(body: unknown): void
  reject(error: Error): void
}

/** Questions go out as `{"question":1,"operation":"…","input":{…}}` and come back as `{"answer":1,"body":{…}}`, or without a body. */
export function officeQuestions(send: (text: string) => void): OfficeQuestions {
  const open = new Map<number, Open>()
  let last = 0
  return {
    ask: (operation, input) =>
      new Promise((resolve, reject) => {
        last += 1
        open.set(last, { resolve, reject })
        send(JSON.stringify({ question: last, operation, input }))
      }),
    hear(message) {
      const { answer, body } = (message ?? {}) as Readonly<Record<string, unknown>>
      if (typeof answer !== 'number') return false
      const asked = open.get(answer)
      open.delete(answer)
      if (body === undefined) asked?.reject(new Error('the office did not answer'))
      else asked?.resolve(body)
      return true
    },
    end() {
      for (const { reject } of open.values()) reject(new Error('the page went away'))
      open.clear()
    },
  }
}
