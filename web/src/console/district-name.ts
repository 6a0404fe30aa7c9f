import { districts } from '@yika/core/identifier/district.ts'

/** A district by name; an older code that nobody uses any more stands for itself. */
export function districtName(code: string): { readonly zh: string; readonly en: string } {
  return (districts as Readonly<Record<string, { zh: string; en: string }>>)[code] ?? { zh: code, en: code }
}

export const districtCodes: readonly string[] = Object.keys(districts)
