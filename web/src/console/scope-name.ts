import { districtName } from './district-name.ts'

interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** Where a value of a rule holds, in words. */
export function scopeName(
  scope: string,
  banks: readonly { readonly bankId: string; readonly name: Bilingual }[],
): Bilingual {
  const [kind, code = ''] = scope.split(':')
  if (kind === 'district') return districtName(code)
  if (kind === 'bank') return banks.find(({ bankId }) => bankId === code)?.name ?? { zh: code, en: code }
  return { zh: '全市', en: 'whole city' }
}
