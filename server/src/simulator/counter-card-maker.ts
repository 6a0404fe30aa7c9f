import type { CardMaker } from '@yika/chip/node/office-questions.ts'
import type { CardTerminal } from '@yika/chip/terminal/card-terminal.ts'
import type { AnswerOf, InputOf, Operation } from '@yika/core/operation/operation.ts'
import type { ApiClient } from './api-client.ts'
import { type BegunCard, personaliseAtCounter } from './personalise-at-counter.ts'

/** The station of a counter that writes blanks: one lies in it for each order, and what is made falls out at `finished`. */
export interface BlankStation {
  /** Undefined when the tray is empty. */
  take(): Promise<CardTerminal | undefined>
}

/** M7.14: the program of the counter beside the reader; whatever it has to ask the office is asked by the page that is signed in. */
export function counterCardMaker(station: BlankStation): CardMaker {
  return async (order, ask) => {
    const terminal = await station.take()
    if (terminal === undefined) return JSON.stringify({ made: false, reason: 'no blank in the tray' })
    const client: ApiClient = {
      async call<O extends Operation>({ chapter, name }: O, input: InputOf<O>) {
        return { ok: true, answer: (await ask(`${chapter}/${name}`, input as object)) as AnswerOf<O> }
      },
      lookUp: ({ name }) => Promise.reject(new Error(`${name} is not asked through a page`)),
    }
    return JSON.stringify(await personaliseAtCounter(client, terminal, order as BegunCard))
  }
}
