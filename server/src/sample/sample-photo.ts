import { ageOn } from '@yika/core/calendar/instant.ts'
import sharp from 'sharp'
import { sampleDay } from './citizen-number.ts'
import { type Random, randomOf } from './random.ts'
import { samplePerson } from './sample-city.ts'

/** Pixels of a photo for a card: 26 × 32 mm at 350 dpi. */
export const photoSize = { width: 358, height: 441 } as const

const quality = 70
const middle = photoSize.width / 2

/** The drawn face of a person: no human being ever looked like this, and every rule for photos can be tried on it. */
export async function samplePhoto(personIndex: number, seed: number): Promise<Buffer> {
  const person = samplePerson(personIndex, seed)
  const age = ageOn(person.birthOn, sampleDay)
  const svg = faceOf(randomOf(seed, 5, personIndex), person.sex, age)
  return sharp(Buffer.from(svg))
    .flatten({ background: '#ffffff' })
    .jpeg({ quality, chromaSubsampling: '4:4:4' })
    .withMetadata({ density: 350 })
    .toBuffer()
}

const skins = ['#f6d7bd', '#f1cba9', '#e8bd98', '#dba97f', '#c9936a', '#a8744f']
const hairs = ['#17130f', '#1f1813', '#2b2019', '#3a2a1e', '#4a3424']
const greys = ['#8b8783', '#a7a4a0', '#c3c1be', '#6e6a66']
const clothes = [
  '#24344f',
  '#5b2333',
  '#2f4f3a',
  '#4b4453',
  '#7a5c3e',
  '#33415c',
  '#8c3b3b',
  '#556b2f',
  '#3d3d3d',
  '#6a4c93',
]
const irises = ['#2a1a10', '#3b2414', '#1e1410']

/** Where the parts of the face lie, in pixels; the technical requirement names crown, eye line and the width at the ears. */
interface Face {
  readonly crown: number
  readonly eyes: number
  readonly mouth: number
  readonly chin: number
  /** Half of the width from ear to ear. */
  readonly half: number
  /** From the middle to an eye. */
  readonly gap: number
}

function faceOf(random: Random, sex: '1' | '2', age: number): string {
  const child = age < 10
  const skin = random.pick(skins)
  const hair = random.chance(Math.min(0.95, Math.max(0, (age - 45) / 30))) ? random.pick(greys) : random.pick(hairs)
  const cloth = random.pick(clothes)
  const iris = random.pick(irises)
  const bald = sex === '1' && age > 50 && random.chance(0.3)
  const chin = random.between(child ? 318 : 326, child ? 328 : 342)
  const eyes = random.between(child ? 214 : 198, child ? 224 : 212)
  const face: Face = {
    crown: random.between(11, 19),
    eyes,
    mouth: eyes + Math.round((chin - eyes) * 0.66),
    chin,
    half: random.between(child ? 100 : 94, child ? 108 : 106),
    gap: random.between(40, 46),
  }
  const { half, gap, mouth, crown } = face
  const nose = eyes + Math.round((chin - eyes) * 0.4)
  // The skull's curve passes a quarter of the way from its control points to its ends.
  const skull = ((bald ? crown : crown + 26) - 0.25 * (eyes - 20)) / 0.75
  const parts = [
    sex === '2' && !child && random.chance(0.6) ? longHair(random, hair, face) : '',
    `<path d="M ${middle - 40} ${chin - 50} V ${chin + 40} Q ${middle} ${chin + 92} ${middle + 40} ${chin + 40} V ${chin - 50} Z" fill="${shade(skin, -24)}"/>`,
    shoulders(cloth, chin, random),
    ear(skin, middle - half, eyes + 12),
    ear(skin, middle + half, eyes + 12),
    `<path d="M ${middle - half} ${eyes - 20} C ${middle - half} ${skull}, ${middle + half} ${skull}, ${middle + half} ${eyes - 20} C ${middle + half} ${mouth}, ${middle + 52} ${chin}, ${middle} ${chin} C ${middle - 52} ${chin}, ${middle - half} ${mouth}, ${middle - half} ${eyes - 20} Z" fill="url(#skin)"/>`,
    grain(random, skin, face),
    eye(middle - gap, eyes, iris),
    eye(middle + gap, eyes, iris),
    brow(random, middle - gap, eyes - 25, hair, sex),
    brow(random, middle + gap, eyes - 25, hair, sex),
    `<path d="M ${middle - 3} ${nose - 16} C ${middle - 8} ${nose - 8}, ${middle - 17} ${nose - 2}, ${middle - 12} ${nose + 4} Q ${middle} ${nose + 11} ${middle + 12} ${nose + 4} Q ${middle + 16} ${nose} ${middle + 13} ${nose - 3}" fill="none" stroke="${shade(skin, -52)}" stroke-width="2.6" stroke-linecap="round"/>`,
    `<path d="M ${middle - 28} ${mouth} Q ${middle - 8} ${mouth - 8} ${middle} ${mouth - 4} Q ${middle + 8} ${mouth - 8} ${middle + 28} ${mouth} Q ${middle} ${mouth + random.between(12, 16)} ${middle - 28} ${mouth} Z" fill="${shade(sex === '2' ? '#c9606a' : '#b9736b', random.between(-14, 10))}"/><path d="M ${middle - 26} ${mouth} Q ${middle} ${mouth + 4} ${middle + 26} ${mouth}" fill="none" stroke="#7a3f3f" stroke-width="1.6"/>`,
    age > 45 ? wrinkles(random, skin, face) : '',
    bald ? temples(hair, face) : cap(random, hair, face, sex === '2' || child),
    age > 12 && random.chance(0.28) ? glasses(gap, eyes) : '',
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${photoSize.width}" height="${photoSize.height}"><defs><radialGradient id="skin" cx="50%" cy="46%" r="62%"><stop offset="0" stop-color="${shade(skin, 10)}"/><stop offset="0.7" stop-color="${skin}"/><stop offset="1" stop-color="${shade(skin, -30)}"/></radialGradient></defs><rect width="100%" height="100%" fill="#fff"/>${parts.join('')}</svg>`
}

/** Detail that stays inside the outline it belongs to. */
function inside(name: string, outline: string, fill: string, detail: string): string {
  return `<clipPath id="${name}"><path d="${outline}"/></clipPath><path d="${outline}" fill="${fill}"/><g clip-path="url(#${name})">${detail}</g>`
}

function shoulders(cloth: string, chin: number, random: Random): string {
  const top = chin + 42
  const outline = `M 8 ${photoSize.height} C 20 ${top + 40}, 96 ${top + 18}, ${middle - 42} ${top - 8} Q ${middle} ${top + 58} ${middle + 42} ${top - 8} C 262 ${top + 18}, 338 ${top + 40}, 350 ${photoSize.height} Z`
  const weave = Array.from({ length: 110 }, () => {
    const x = random.between(20, photoSize.width - 20)
    const y = random.between(top + 4, photoSize.height)
    return `<path d="M ${x} ${y} l ${random.between(-9, 9)} ${random.between(6, 18)}" stroke="${shade(cloth, random.between(-16, 20))}" stroke-width="1.6"/>`
  }).join('')
  const collar = `<path d="M ${middle - 42} ${top - 8} Q ${middle} ${top + 58} ${middle + 42} ${top - 8}" fill="none" stroke="${shade(cloth, -30)}" stroke-width="9"/>`
  return inside('cloth', outline, cloth, weave + collar)
}

function ear(skin: string, x: number, y: number): string {
  return `<ellipse cx="${x}" cy="${y}" rx="13" ry="28" fill="${shade(skin, -12)}"/><ellipse cx="${x}" cy="${y}" rx="6" ry="15" fill="${shade(skin, -40)}"/>`
}

function eye(x: number, y: number, iris: string): string {
  return `<path d="M ${x - 21} ${y + 2} Q ${x} ${y - 14} ${x + 21} ${y + 1} Q ${x} ${y + 12} ${x - 21} ${y + 2} Z" fill="#fbfaf8" stroke="#4a372b" stroke-width="2.2"/><circle cx="${x}" cy="${y}" r="8.6" fill="${iris}"/><circle cx="${x + 2.6}" cy="${y - 2.8}" r="2.3" fill="#fff"/>`
}

function brow(random: Random, x: number, y: number, colour: string, sex: '1' | '2'): string {
  const width = sex === '1' ? random.between(7, 9) : random.between(4, 6)
  return `<path d="M ${x - 25} ${y + 5} Q ${x} ${y - 8} ${x + 25} ${y + 4}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round"/>`
}

function strands(random: Random, colour: string, count: number, draw: (share: number) => string): string {
  return Array.from(
    { length: count },
    (_, nth) =>
      `<path d="${draw(nth / (count - 1))}" fill="none" stroke="${shade(colour, random.between(-18, 34))}" stroke-width="${random.between(1, 3)}"/>`,
  ).join('')
}

/** Hair on the head: parted at one side, or a straight fringe. */
function cap(random: Random, colour: string, { crown, half, eyes }: Face, mayHaveFringe: boolean): string {
  const fringe = mayHaveFringe && random.chance(0.45)
  const line = eyes - (fringe ? random.between(40, 48) : random.between(74, 92))
  const part = middle + random.pick([-1, 1]) * random.between(18, 40)
  const left = middle - half - 5
  const right = middle + half + 5
  const hairline = fringe
    ? `C ${right - 14} ${line + 6}, ${right - 30} ${line}, ${middle} ${line} C ${left + 30} ${line}, ${left + 14} ${line + 6}, ${left} ${eyes - 6}`
    : `C ${right - 12} ${line + 40}, ${part + 62} ${line + 18}, ${part} ${line} C ${part - 62} ${line + 18}, ${left + 12} ${line + 40}, ${left} ${eyes - 6}`
  const outline = `M ${left} ${eyes - 6} C ${left - 12} ${crown + 44}, ${middle - 76} ${crown}, ${middle} ${crown} C ${middle + 76} ${crown}, ${right + 12} ${crown + 44}, ${right} ${eyes - 6} ${hairline} Z`
  const from = fringe ? middle : part
  const lines = strands(random, colour, 64, (share) => {
    const x = left - 8 + share * (right - left + 16)
    return `M ${from + (x - from) * 0.16} ${crown + 2} Q ${from + (x - from) * 0.9} ${crown + 30} ${x + random.between(-5, 5)} ${eyes - 10}`
  })
  return inside('hair', outline, colour, lines)
}

function temples(colour: string, { half, eyes }: Face): string {
  const side = (sign: number): string =>
    `<path d="M ${middle + sign * (half + 3)} ${eyes} q ${sign * 7} -52 ${sign * -14} -88 q ${sign * -8} 40 ${sign * 6} 88 Z" fill="${colour}"/>`
  return side(-1) + side(1)
}

function longHair(random: Random, colour: string, { crown, half, chin }: Face): string {
  const outer = half + 20
  const end = chin + random.between(20, 60)
  const outline = `M ${middle - outer} ${end} C ${middle - outer - 12} 150, ${middle - half} ${crown + 4}, ${middle} ${crown + 4} C ${middle + half} ${crown + 4}, ${middle + outer + 12} 150, ${middle + outer} ${end} Q ${middle} ${end + 26} ${middle - outer} ${end} Z`
  const lines = strands(random, colour, 70, (share) => {
    const x = middle - outer + share * 2 * outer
    return `M ${middle + (x - middle) * 0.7} 60 Q ${x + random.between(-6, 6)} 200 ${x + random.between(-6, 6)} ${end}`
  })
  return inside('long', outline, colour, lines)
}

function wrinkles(random: Random, skin: string, { eyes, mouth, gap }: Face): string {
  const line = (d: string): string =>
    `<path d="${d}" fill="none" stroke="${shade(skin, -34)}" stroke-width="1.8" stroke-linecap="round"/>`
  return [-1, 1]
    .flatMap((side) => [
      line(`M ${middle + side * (gap - 14)} ${eyes + 20} q ${side * 14} 8 ${side * 30} 2`),
      line(`M ${middle + side * 24} ${mouth - 40} q ${side * 18} 14 ${side * 16} ${random.between(30, 38)}`),
    ])
    .join('')
}

/** The grain of skin; a face of smooth colours would be smaller than any photo. */
function grain(random: Random, skin: string, { half, eyes, chin }: Face): string {
  return Array.from({ length: 420 }, () => {
    const turn = random.next() * 2 * Math.PI
    const reach = Math.sqrt(random.next()) * 0.86
    const x = middle + Math.cos(turn) * reach * (half - 12)
    const y = eyes + 34 + Math.sin(turn) * reach * (chin - eyes - 40)
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${(0.8 + random.next()).toFixed(1)}" fill="${shade(skin, random.between(-9, 9))}"/>`
  }).join('')
}

function glasses(gap: number, eyes: number): string {
  const lens = (x: number): string =>
    `<rect x="${x - 31}" y="${eyes - 20}" width="62" height="42" rx="15" fill="none" stroke="#3a3a3c" stroke-width="3"/>`
  return `${lens(middle - gap)}${lens(middle + gap)}<path d="M ${middle - gap + 31} ${eyes - 3} Q ${middle} ${eyes - 9} ${middle + gap - 31} ${eyes - 3}" fill="none" stroke="#3a3a3c" stroke-width="3"/>`
}

function shade(colour: string, by: number): string {
  const part = (at: number): string =>
    Math.max(0, Math.min(255, Number.parseInt(colour.slice(at, at + 2), 16) + by))
      .toString(16)
      .padStart(2, '0')
  return `#${part(1)}${part(3)}${part(5)}`
}
