import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashDistance } from '@yika/core/application/photo.ts'
import type { PolicyReader } from '@yika/core/decision/decision.ts'
import { photoFigures } from '@yika/core/policy/figure/photo.ts'
import { refusals } from '@yika/core/refusal/catalogue.ts'
import type { RefusalEntry } from '@yika/core/refusal/refusal.ts'
import sharp, { type Sharp } from 'sharp'
import { type CheckedPhoto, checkPhoto } from '../src/application/photo-check.ts'
import { samplePhoto } from '../src/sample/sample-photo.ts'

const figures = new Map<string, number>(
  Object.entries(photoFigures).map(([key, { first }]) => [key, first.at(-1)?.value as number]),
)
const policyWith = (changed: Record<string, number> = {}): PolicyReader => ({
  number(key) {
    const value = changed[key] ?? figures.get(key)
    assert.notEqual(value, undefined, key)
    return value as number
  },
  text: () => assert.fail(),
  flag: () => assert.fail(),
})
const policy = policyWith()

async function accepted(file: Uint8Array): Promise<CheckedPhoto> {
  const checked = await checkPhoto(file, policy)
  assert.ok('card' in checked, JSON.stringify(checked))
  return checked
}

async function fault(file: Uint8Array, rules = policy): Promise<string> {
  const checked = await checkPhoto(file, rules)
  assert.ok('accepted' in checked, 'the photo was accepted')
  const entry: RefusalEntry = refusals[checked.code]
  assert.ok(entry.zh !== '' && entry.remedy.zh !== '' && entry.en !== '' && entry.remedy.en !== '')
  return checked.code
}

const good = await samplePhoto(3, 1)
const edited = (edit: (image: Sharp) => Sharp): Promise<Buffer> =>
  edit(sharp(good)).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer()

test('M4.4: a photo that fits is kept as it came and gives the picture of the card and that of the chip', async () => {
  const checked = await accepted(good)
  assert.deepEqual(Buffer.from(checked.original), good)
  const card = await sharp(checked.card).metadata()
  assert.deepEqual([card.format, card.width, card.height, card.density], ['jpeg', 358, 441, 350])
  assert.ok(checked.card.length >= 9 * 1024 && checked.card.length <= 40 * 1024)
  const chip = await sharp(checked.chip).metadata()
  assert.equal(chip.format, 'jpeg')
  assert.ok(checked.chip.length <= 4 * 1024)
  assert.match(checked.perceptualHash, /^[0-9a-f]{16}$/)
})

test('M4.4: the drawn faces of the sample city pass', async () => {
  for (const person of [0, 1, 2, 5, 8, 13, 21, 34]) await accepted(await samplePhoto(person, 1))
})

test('M4.4: a larger photo of the same ratio is brought to size, also one that lies on its side', async () => {
  const large = await edited((image) => image.resize(1074, 1323))
  assert.equal((await sharp((await accepted(large)).card).metadata()).width, 358)
  const lying = await sharp(good).rotate(90).jpeg({ quality: 95 }).withMetadata({ orientation: 8 }).toBuffer()
  const upright = await accepted(lying)
  assert.ok(hashDistance(upright.perceptualHash, (await accepted(good)).perceptualHash) <= 6)
})

test('M14.3: the same picture, smaller file and other size, is known again; another face is not', async () => {
  const { perceptualHash } = await accepted(good)
  const again = await accepted(await sharp(good).resize(716, 882).jpeg({ quality: 80 }).toBuffer())
  assert.ok(hashDistance(perceptualHash, again.perceptualHash) <= 4)
  assert.equal(hashDistance('00ff', 'ff00'), 16)
})

test('M4.4: a renamed document is told by its bytes', async () => {
  assert.equal(await fault(Buffer.from('%PDF-1.7\n1 0 obj')), 'photo-not-jpeg')
  assert.equal(await fault(await sharp(good).png().toBuffer()), 'photo-not-jpeg')
  assert.equal(await fault(new Uint8Array(0)), 'photo-not-jpeg')
})

test('M4.4: a damaged file is refused, not guessed', async () => {
  assert.equal(await fault(good.subarray(0, 40)), 'photo-unreadable')
  assert.equal(await fault(good.subarray(0, good.length - 4000)), 'photo-unreadable')
})

test('M4.4: a flood of pixels and a heavy file are refused from their head', async () => {
  const flood = Buffer.from(good)
  // The frame header (SOF0) holds height and width; the picture data stay those of a small photo.
  const frame = flood.indexOf(Buffer.from([0xff, 0xc0]))
  assert.ok(frame > 0)
  flood.writeUInt16BE(65_000, frame + 5)
  flood.writeUInt16BE(65_000, frame + 7)
  const before = process.memoryUsage().rss
  assert.equal(await fault(flood), 'photo-file-size')
  assert.ok(process.memoryUsage().rss - before < 200_000_000)
  assert.equal(await fault(good, policyWith({ 'photo.input-size.maximum': 5 })), 'photo-file-size')
  assert.equal(
    await fault(await edited((image) => image.resize(4300, 5297)), policyWith({ 'photo.input-pixels.maximum': 10 })),
    'photo-file-size',
  )
})

test('M4.4: size, colour, background, light and sharpness each have their own reason', async () => {
  assert.equal(await fault(await edited((image) => image.resize(300, 370))), 'photo-dimensions')
  assert.equal(await fault(await edited((image) => image.resize(500, 500, { fit: 'fill' }))), 'photo-dimensions')
  assert.equal(await fault(await edited((image) => image.greyscale())), 'photo-colour')
  assert.equal(await fault(await edited((image) => image.greyscale().toColourspace('srgb'))), 'photo-colour')
  assert.equal(await fault(await edited((image) => image.linear(0.9, 0))), 'photo-background')
  assert.equal(
    await fault(
      await edited((image) =>
        image.extend({ top: 0, bottom: 0, left: 3, right: 3, background: '#224' }).resize(358, 441, { fit: 'fill' }),
      ),
    ),
    'photo-background',
  )
  assert.equal(await fault(await edited((image) => image.linear(0.2, 0))), 'photo-too-dark')
  assert.equal(await fault(await edited((image) => image.linear(0.08, 234))), 'photo-too-bright')
  assert.equal(await fault(await edited((image) => image.blur(6))), 'photo-blurred')
})

test('M17.4: the same photo under a stricter rule is refused: the figures come from the rules', async () => {
  assert.equal(await fault(good, policyWith({ 'photo.sharpness.minimum': 90_000 })), 'photo-blurred')
  assert.equal(
    await fault(good, policyWith({ 'photo.file-size.minimum': 900, 'photo.file-size.maximum': 1000 })),
    'photo-detail',
  )
})
