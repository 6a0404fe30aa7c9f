import jsqr from 'jsqr'
import type { Locator } from 'playwright-core'

interface Pixels {
  readonly width: number
  readonly height: number
  readonly grey: string
}

/** What the scanner of a terminal makes of the picture on the screen: the light of its pixels, and the code found in them. */
export async function readQrCode(picture: Locator): Promise<string> {
  await picture.scrollIntoViewIfNeeded()
  const png = (await picture.screenshot()).toString('base64')
  // A browser knows how to open a picture; the page is only the room in which that happens.
  const { width, height, grey } = (await picture.page().evaluate(`(async () => {
    const bytes = Uint8Array.from(atob('${png}'), (letter) => letter.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, image.width, image.height)
    let grey = ''
    for (let at = 0; at < data.length; at += 4) grey += String.fromCharCode(data[at])
    return { width: image.width, height: image.height, grey: btoa(grey) }
  })()`)) as Pixels
  const light = Buffer.from(grey, 'base64')
  const pixels = new Uint8ClampedArray(light.length * 4)
  light.forEach((value, at) => {
    pixels.set([value, value, value, 255], at * 4)
  })
  const found = (jsqr as unknown as typeof jsqr.default)(pixels, width, height)
  if (found === null) throw new Error('no scanner reads this picture')
  return found.data
}
