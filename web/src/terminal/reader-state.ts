import { readerNow } from '../client/reader.ts'

/** A device without a chip reader still reads codes; what was connected and has gone is a fault. */
export function readerState(): 'ok' | 'fault' {
  return readerNow().fault === 'gone' ? 'fault' : 'ok'
}
