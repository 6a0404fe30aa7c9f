/** The signs that people type for the middle dot of transliterated names; U+00B7 is the one that is kept. */
const middleDots = /[\u2022\u2027\u30fb\uff65\u2219\u22c5]/g

/** As given, in one form of Unicode; undefined if it is empty or has signs that are no part of a name. */
export function parseName(text: string): string | undefined {
  const name = text.normalize('NFC').replace(middleDots, '·').replace(/\s+/g, ' ').trim()
  return /^[\p{L}\p{M}\p{Co}][\p{L}\p{M}\p{Co}·.,'’\- ]{0,99}$/u.test(name) ? name : undefined
}

/** What two writings of the same name have in common: the form under which a name is looked up. */
export function nameSearchForm(name: string): string {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{M}\p{Co}]/gu, '')
}
