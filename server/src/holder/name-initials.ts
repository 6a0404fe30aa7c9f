import { pinyin } from 'pinyin-pro'

/** `张三` → `ZS`, `Anna Lee` → `AL`: what a clerk types who knows how a name sounds. */
export function nameInitials(name: string): string {
  const han = /\p{Script=Han}/u
  const parts = han.test(name)
    ? pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', surname: 'head', nonZh: 'removed' })
    : name.split(/[^\p{L}\p{M}]+/u).map((word) => word.slice(0, 1))
  return parts.join('').toUpperCase()
}
