import type { Client } from '../client/client.ts'
import type { Input } from '../client/operations.ts'
import { type AnswerForOffice, makeCardInReader, type ReaderAnswer } from '../client/reader.ts'

/** What the outlet knows of a card when it is written: the line of the office, the account of the bank, the certificate. */
export interface CardOrder {
  readonly personId: string
  readonly lineId: string
  readonly bankCardNumber: string
  readonly certificateSerial: string
}

export type InstantResult = Input<'production/return-instant-card'>['result']

const asked = ['production/personalisation-data', 'production/key-scripts', 'production/key-challenges'] as const

/** Only these three, and only about this card: the program beside the reader gets nothing else out of the office. */
function officeFor(client: Pick<Client, 'query'>, { personId, lineId }: CardOrder): AnswerForOffice {
  return (operation, input) => {
    const name = asked.find((one) => one === operation)
    const of = ('of' in input ? input.of : input) as Partial<CardOrder>
    if (name === undefined || of.personId !== personId || of.lineId !== lineId) return undefined
    return client.query(name, input as never).then((answer) => {
      // The picture for the plastic goes to the printer; the chip has a small one of its own.
      if (!('pictures' in answer) || answer.pictures === null) return answer
      return { ...answer, pictures: { ...answer.pictures, print: '' } }
    })
  }
}

export async function makeCard(client: Client, order: CardOrder): Promise<InstantResult | ReaderAnswer> {
  const answer = await makeCardInReader(order, officeFor(client, order))
  return answer.code === 0 ? (JSON.parse(answer.text) as InstantResult) : answer
}
