import type { PhotoMeasures } from './photo.ts'

/** Article 4: measures a picture in RGB, three bytes a pixel, that already has the size of the card's picture. */
export function measurePhoto(rgb: Uint8Array, width: number, height: number): PhotoMeasures {
  const grey = greyOf(rgb)
  const { least, spread } = background(rgb, width, height)
  return {
    width,
    height,
    colour: isColoured(rgb),
    backgroundLeast: least,
    backgroundSpread: spread,
    sharpness: round(laplacianVariance(grey, width, height)),
    contrast: round(deviation(grey)),
    brightness: round(meanOfMiddle(grey, width, height)),
  }
}

const round = (value: number): number => Math.round(value * 10) / 10

/** ITU-R BT.601. */
function greyOf(rgb: Uint8Array): Float32Array {
  const grey = new Float32Array(rgb.length / 3)
  for (let pixel = 0, at = 0; at < rgb.length; pixel += 1, at += 3)
    grey[pixel] = 0.299 * (rgb[at] as number) + 0.587 * (rgb[at + 1] as number) + 0.114 * (rgb[at + 2] as number)
  return grey
}

/** A grey picture stored in colour has equal channels throughout; skin never has. */
function isColoured(rgb: Uint8Array): boolean {
  let coloured = 0
  for (let at = 0; at < rgb.length; at += 3) {
    const red = rgb[at] as number
    const blue = rgb[at + 2] as number
    if (Math.abs(red - blue) > 12) coloured += 1
  }
  return coloured > rgb.length / 3 / 100
}

/** Above the head and beside it down to the middle; below, shoulders may reach the edge. */
const marginTop = 5
const marginSide = 10

/** One in a hundred border pixels may be a speck of dust or of compression. */
const specks = 0.01

function background(rgb: Uint8Array, width: number, height: number): { least: number; spread: number } {
  const counts = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)] as const
  let total = 0
  for (let y = 0; y < Math.floor(height / 2); y += 1)
    for (let x = 0; x < width; x += 1) {
      const border = y < marginTop || x < marginSide || x >= width - marginSide
      if (!border) continue
      total += 1
      const at = (y * width + x) * 3
      for (const channel of [0, 1, 2] as const) {
        const value = rgb[at + channel] as number
        counts[channel][value] = (counts[channel][value] as number) + 1
      }
    }
  const ends = counts.map((count) => ({
    low: quantile(count, total * specks),
    high: quantile(count, total * (1 - specks)),
  }))
  return {
    least: Math.min(...ends.map(({ low }) => low)),
    spread: Math.max(...ends.map(({ high }) => high)) - Math.min(...ends.map(({ low }) => low)),
  }
}

/** The value below which so many pixels lie. */
function quantile(count: Uint32Array, below: number): number {
  let seen = 0
  for (let value = 0; value < 256; value += 1) {
    seen += count[value] as number
    if (seen > below) return value
  }
  return 255
}

/** Only the part with the face: a white border has no edges and would hide how sharp the rest is. */
function laplacianVariance(grey: Float32Array, width: number, height: number): number {
  let sum = 0
  let squares = 0
  let count = 0
  for (let y = Math.floor(height * 0.2); y < Math.floor(height * 0.8); y += 1)
    for (let x = Math.floor(width * 0.2); x < Math.floor(width * 0.8); x += 1) {
      const at = y * width + x
      const value =
        (grey[at - 1] as number) +
        (grey[at + 1] as number) +
        (grey[at - width] as number) +
        (grey[at + width] as number) -
        4 * (grey[at] as number)
      sum += value
      squares += value * value
      count += 1
    }
  return squares / count - (sum / count) ** 2
}

function deviation(grey: Float32Array): number {
  let sum = 0
  let squares = 0
  for (const value of grey) {
    sum += value
    squares += value * value
  }
  return Math.sqrt(Math.max(0, squares / grey.length - (sum / grey.length) ** 2))
}

function meanOfMiddle(grey: Float32Array, width: number, height: number): number {
  let sum = 0
  let count = 0
  for (let y = Math.floor(height * 0.35); y < Math.floor(height * 0.7); y += 1)
    for (let x = Math.floor(width * 0.3); x < Math.floor(width * 0.7); x += 1) {
      sum += grey[y * width + x] as number
      count += 1
    }
  return sum / count
}
