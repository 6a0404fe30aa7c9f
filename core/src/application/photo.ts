import type { Instant } from '../calendar/instant.ts'

/** What was measured on a photo after it was brought to the size of the card; all grey values lie between 0 and 255. */
export interface PhotoMeasures {
  readonly width: number
  readonly height: number
  readonly colour: boolean
  /** Of the border above and beside the head: the darkest value of any channel, specks left out, and the spread. */
  readonly backgroundLeast: number
  readonly backgroundSpread: number
  /** Variance of the Laplacian: low where nothing has an edge. */
  readonly sharpness: number
  /** Standard deviation of the grey values. */
  readonly contrast: number
  /** Mean grey value of the middle of the picture, where the face is. */
  readonly brightness: number
}

/** An accepted photo (M4.4): the original is kept, two pictures are derived from it; all three lie sealed in the blob store. */
export interface Photo {
  readonly personId: string
  readonly photoId: string
  readonly originalBlob: string
  readonly originalBytes: number
  /** The picture for face and register: exactly the size of the requirement. */
  readonly cardBlob: string
  readonly cardBytes: number
  /** The picture for the file of the chip. */
  readonly chipBlob: string
  readonly chipBytes: number
  /** 64 bits, hexadecimal: pictures of the same face taken from one file differ in few bits (M14.3). */
  readonly perceptualHash: string
  readonly measures: PhotoMeasures
  readonly addedAt: Instant
}

export interface PhotoEvent {
  readonly stream: 'photo'
  readonly id: string
  readonly personId: string
  readonly name: 'photo-accepted'
  readonly data: Omit<Photo, 'personId' | 'photoId' | 'addedAt'>
}

export function evolvePhoto(photo: Photo | undefined, event: PhotoEvent, at: Instant): Photo {
  if (photo !== undefined) throw new Error(`photo ${event.id} was accepted already`)
  return { personId: event.personId, photoId: event.id, ...event.data, addedAt: at }
}

/** How many of the 64 bits differ. */
export function hashDistance(one: string, other: string): number {
  let bits = BigInt(`0x${one}`) ^ BigInt(`0x${other}`)
  let count = 0
  for (; bits > 0n; bits &= bits - 1n) count += 1
  return count
}
