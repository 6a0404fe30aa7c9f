import { DriverFailure } from './driver-failure.ts'
import { bytesOfHex, fieldsOf } from './driver-text.ts'

/** The data of EXTERNAL AUTHENTICATE have 16 bytes in both suites. */
const externalBytes = 16

/** What service 244 answered, code −23 if it is nothing of the kind. */
export function externalInstruction(text: string): Uint8Array {
  const bytes = bytesOfHex(fieldsOf(text, 1)?.[0] ?? '', externalBytes)
  if (bytes === undefined) throw DriverFailure.own(-23)
  return bytes
}

/** What service 246 answered: the card's expected answer and the data of EXTERNAL AUTHENTICATE. */
export function readInstruction(text: string): { readonly internal: Uint8Array; readonly external: Uint8Array } {
  const [first = '', second = ''] = fieldsOf(text, 2) ?? []
  const internal = bytesOfHex(first)
  const external = bytesOfHex(second, externalBytes)
  if (!internal?.length || !external) throw DriverFailure.own(-23)
  return { internal, external }
}

/** What service 245 answered: a whole command, which must be the one that was asked for. */
export function commandInstruction(text: string, header: Uint8Array): Uint8Array {
  const command = bytesOfHex(fieldsOf(text, 1)?.[0] ?? '')
  const wanted = header.length + (header.at(-1) as number)
  const same = command?.length === wanted && header.every((byte, index) => command[index] === byte)
  if (command === undefined || !same) throw DriverFailure.own(-23)
  return command
}
