import { fitsRatio, judgePhoto } from '@yika/core/application/judge-photo.ts'
import { measurePhoto } from '@yika/core/application/measure-photo.ts'
import type { PhotoMeasures } from '@yika/core/application/photo.ts'
import { type PolicyReader, type Refused, refuse } from '@yika/core/decision/decision.ts'
import sharp, { type Sharp } from 'sharp'

/** What becomes of a photo that fits: the file as it came, the picture of the card, the picture of the chip. */
export interface CheckedPhoto {
  readonly original: Uint8Array
  readonly card: Uint8Array
  readonly chip: Uint8Array
  readonly perceptualHash: string
  readonly measures: PhotoMeasures
}

const kilobyte = 1024

/**
 * Article 4: reads a photo with distrust. Signature, size of the file and size of the picture are judged from the head of
 * the file before anything is decoded: a renamed document or a picture of a billion pixels costs nothing.
 */
export async function checkPhoto(file: Uint8Array, policy: PolicyReader): Promise<CheckedPhoto | Refused> {
  const most = policy.number('photo.input-size.maximum')
  if (file.length > most * kilobyte) return refuse('photo-file-size', { most: `${most} KB` })
  // JPEG begins with SOI and the first byte of a marker (ITU-T T.81 B.1); the name of a file proves nothing.
  if (file[0] !== 0xff || file[1] !== 0xd8 || file[2] !== 0xff) return refuse('photo-not-jpeg')
  const pixelsMost = policy.number('photo.input-pixels.maximum')
  const image = () => sharp(file, { failOn: 'error', limitInputPixels: pixelsMost * 1_000_000 })
  // Only the head is read here; the limit would hide which picture is too large.
  const head = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined)
  if (head === undefined) return refuse('photo-unreadable')
  if (head.format !== 'jpeg') return refuse('photo-not-jpeg')
  if (head.width * head.height > pixelsMost * 1_000_000)
    return refuse('photo-file-size', { most: `${pixelsMost} million pixels` })
  if (head.channels !== 3 || head.space === 'cmyk') return refuse('photo-colour')
  const { width, height } = head.autoOrient
  const wantedWidth = policy.number('photo.width')
  const wantedHeight = policy.number('photo.height')
  if (!fitsRatio(width, height, policy)) return refuse('photo-dimensions', { width, height, wantedWidth, wantedHeight })
  try {
    const sized = await image()
      .autoOrient()
      .toColourspace('srgb')
      .resize(wantedWidth, wantedHeight, { fit: 'fill' })
      .raw()
      .toBuffer()
    const raw = { width: wantedWidth, height: wantedHeight, channels: 3 as const }
    const measures = measurePhoto(sized, wantedWidth, wantedHeight)
    const [fault, ...others] = judgePhoto(measures, policy)
    if (fault !== undefined) return refuse(fault, others.length === 0 ? {} : { others: others.join(', ') })
    return await derive(file, () => sharp(sized, { raw }), measures, policy)
  } catch {
    return refuse('photo-unreadable')
  }
}

async function derive(
  original: Uint8Array,
  picture: () => Sharp,
  measures: PhotoMeasures,
  policy: PolicyReader,
): Promise<CheckedPhoto | Refused> {
  const least = policy.number('photo.file-size.minimum')
  const most = policy.number('photo.file-size.maximum')
  const card = await cardPicture(picture, least * kilobyte, most * kilobyte, policy.number('photo.quality'))
  if (card === undefined) return refuse('photo-detail', { least, most })
  const chip = await chipPicture(picture, measures, policy.number('photo.chip-size.maximum') * kilobyte)
  if (chip === undefined) return refuse('photo-detail', { least, most })
  return { original, card, chip, perceptualHash: await perceptualHash(picture), measures }
}

/** The prescribed quality if the file then has the prescribed size; finer or coarser only as far as that asks for. */
async function cardPicture(
  picture: () => Sharp,
  least: number,
  most: number,
  quality: number,
): Promise<Buffer | undefined> {
  const resolution = { density: 350 }
  const at = (used: number) =>
    picture().withMetadata(resolution).jpeg({ quality: used, chromaSubsampling: '4:4:4' }).toBuffer()
  let file = await at(quality)
  const step = file.length < least ? 5 : -5
  for (
    let used = quality + step;
    (file.length < least || file.length > most) && used >= 30 && used <= 100;
    used += step
  )
    file = await at(used)
  return file.length >= least && file.length <= most ? file : undefined
}

/** Small enough for the file of the chip: half the size first, then coarser, then smaller. */
async function chipPicture(
  picture: () => Sharp,
  { width, height }: PhotoMeasures,
  most: number,
): Promise<Buffer | undefined> {
  for (const scale of [0.5, 0.4, 0.3])
    for (const quality of [70, 55, 40]) {
      const file = await picture()
        .resize(Math.round(width * scale), Math.round(height * scale))
        .jpeg({ quality, chromaSubsampling: '4:2:0', optimiseCoding: true })
        .toBuffer()
      if (file.length <= most) return file
    }
  return undefined
}

/** Difference hash: nine by eight grey cells, one bit for each neighbour that is brighter; survives scaling and recompression. */
async function perceptualHash(picture: () => Sharp): Promise<string> {
  const cells = await picture().greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer()
  let bits = ''
  for (let row = 0; row < 8; row += 1)
    for (let column = 0; column < 8; column += 1) {
      const at = row * 9 + column
      bits += (cells[at] as number) < (cells[at + 1] as number) ? '1' : '0'
    }
  return BigInt(`0b${bits}`).toString(16).padStart(16, '0')
}
