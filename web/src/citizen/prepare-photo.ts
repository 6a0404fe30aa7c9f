import { fitsRatio, judgePhoto } from '@yika/core/application/judge-photo.ts'
import { measurePhoto } from '@yika/core/application/measure-photo.ts'
import type { PolicyReader } from '@yika/core/decision/decision.ts'
import type { PhotoFault } from '@yika/core/refusal/application.ts'

/** A photo that is ready to be sent, with what the rules say about it at first sight. */
export interface PreparedPhoto {
  readonly blob: Blob
  /** Whether it was cut to the ratio of an identity photo. */
  readonly cropped: boolean
  readonly advice: readonly PhotoFault[]
}

export interface UnfitPhoto {
  readonly fault: PhotoFault
  readonly detail: Readonly<Record<string, string | number>>
}

const kilobyte = 1024
/** Larger than that nothing is gained for the card. */
const pixelsOfCard = 3
const quality = 0.95

/** Article 4: the checks of the server, made at once and without sending anything: signature, size, ratio, light, sharpness. */
export async function preparePhoto(file: Blob, rules: PolicyReader): Promise<PreparedPhoto | UnfitPhoto> {
  const wantedWidth = rules.number('photo.width')
  const wantedHeight = rules.number('photo.height')
  const [first, second, third] = new Uint8Array(await file.slice(0, 3).arrayBuffer())
  // JPEG begins with SOI and the first byte of a marker (ITU-T T.81 B.1); the name of a file proves nothing.
  if (first !== 0xff || second !== 0xd8 || third !== 0xff) return { fault: 'photo-not-jpeg', detail: {} }
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  if (bitmap === undefined) return { fault: 'photo-unreadable', detail: {} }
  const { width, height } = bitmap
  const cut = largestOf(width, height, wantedWidth / wantedHeight)
  if (cut.width < wantedWidth || cut.height < wantedHeight) {
    return { fault: 'photo-dimensions', detail: { width, height, wantedWidth, wantedHeight } }
  }
  const most = rules.number('photo.input-size.maximum') * kilobyte
  const fits = fitsRatio(width, height, rules)
  const goesAsItIs = fits && file.size <= most
  const scale = Math.min(1, (wantedWidth * pixelsOfCard) / cut.width)
  const area = fits ? { x: 0, y: 0, width, height } : cut
  const blob = goesAsItIs ? file : await asJpeg(bitmap, area, area.width * scale, area.height * scale)
  const rgb = rgbOf(draw(bitmap, area, wantedWidth, wantedHeight))
  bitmap.close()
  return { blob, cropped: !fits, advice: judgePhoto(measurePhoto(rgb, wantedWidth, wantedHeight), rules) }
}

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The largest part of that ratio; from the middle, and nearer to the top, where the head is. */
function largestOf(width: number, height: number, ratio: number): Area {
  if (width / height > ratio) {
    const cut = Math.round(height * ratio)
    return { x: Math.round((width - cut) / 2), y: 0, width: cut, height }
  }
  const cut = Math.round(width / ratio)
  return { x: 0, y: Math.round((height - cut) / 3), width, height: cut }
}

function draw(bitmap: ImageBitmap, { x, y, width, height }: Area, toWidth: number, toHeight: number) {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(toWidth)
  canvas.height = Math.round(toHeight)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('this browser cannot draw')
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, x, y, width, height, 0, 0, canvas.width, canvas.height)
  return { canvas, context }
}

function asJpeg(bitmap: ImageBitmap, area: Area, width: number, height: number): Promise<Blob> {
  const { canvas } = draw(bitmap, area, width, height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/jpeg', quality)
  })
}

function rgbOf({ canvas, context }: ReturnType<typeof draw>): Uint8Array {
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  const rgb = new Uint8Array((data.length / 4) * 3)
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    rgb[to] = data[from] as number
    rgb[to + 1] = data[from + 1] as number
    rgb[to + 2] = data[from + 2] as number
  }
  return rgb
}

/** As the operation wants it: the file itself, base64. */
export async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  const size = 0x8000
  let text = ''
  for (let at = 0; at < bytes.length; at += size) text += String.fromCharCode(...bytes.subarray(at, at + size))
  return btoa(text)
}
