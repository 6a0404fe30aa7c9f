import { encodeCommand } from '../apdu/command-apdu.ts'
import { parseResponse, type ResponseApdu } from '../apdu/response-apdu.ts'
import { concat } from '../bytes/concat.ts'
import { type CardTerminal, TerminalError } from './card-terminal.ts'

/** No answer is longer: a card that always says `61xx` must not keep a reader for ever, nor one that then gives nothing. */
const answerBytesMax = 65_536

/** One command with all of its answer: fetches what `61xx` announces and asks again with the length of `6Cxx`. */
export async function exchange(terminal: CardTerminal, command: Uint8Array): Promise<ResponseApdu> {
  const once = async (bytes: Uint8Array): Promise<ResponseApdu> => {
    const response = parseResponse(await terminal.transmit(bytes))
    if (response === undefined) throw new TerminalError('no-answer', 'the card answered without a status word')
    return response
  }
  let answer = await once(command)
  if (answer.status >> 8 === 0x6c) answer = await once(withLe(command, answer.status & 0xff))
  let data = answer.data
  while (answer.status >> 8 === 0x61 && data.length < answerBytesMax) {
    answer = await once(encodeCommand(0x00, 0xc0, 0, 0, { le: answer.status & 0xff || 256 }))
    if (answer.data.length === 0 && answer.status >> 8 === 0x61)
      throw new TerminalError('no-answer', 'the card announced an answer and gave none')
    data = concat(data, answer.data)
  }
  return { data, status: answer.status }
}

/** The same command with another Le: behind the data of a short command, or behind the header where it has none. */
function withLe(command: Uint8Array, le: number): Uint8Array {
  const lc = command.length > 5 ? (command[4] as number) : 0
  const dataEnd = lc === 0 ? 4 : 5 + lc
  return concat(command.subarray(0, dataEnd), Uint8Array.of(le))
}
