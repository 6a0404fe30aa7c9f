/** One file of an address and the tags wanted of it: `3F00EF06|08|09|$`. A transparent file has none, a cyclic one record numbers. */
export interface AddressedFile {
  readonly path: string
  readonly tags: readonly number[]
}

/** One file and its values, in the order of the tags: `3F00EF05|A00000011|…|$`. */
export interface FileValues {
  readonly path: string
  readonly values: readonly string[]
}

/** More than any card has; a longer text is not looked at. */
const addressLengthMax = 2_048
const dataLengthMax = 65_536
const filesMax = 32

const path = /^3F00(?:DF0[1-7])?EF[0-9A-F]{2}$/

/** Whole text into parts that are each closed by a dollar sign, each part into fields that are each closed by a bar. */
function parts(text: string, lengthMax: number): readonly (readonly string[])[] | undefined {
  if (text.length > lengthMax || !text.endsWith('$')) return undefined
  const files = text.slice(0, -1).split('$')
  if (files.length > filesMax || files.some((file) => !file.endsWith('|'))) return undefined
  const fields = files.map((file) => file.slice(0, -1).split('|'))
  return fields.every(([file]) => path.test(file as string)) ? fields : undefined
}

/** The address of one or more files; undefined if it does not follow the grammar, names a file twice or a tag of a file twice. */
export function parseFileAddress(text: string): readonly AddressedFile[] | undefined {
  const files = parts(text, addressLengthMax)
  if (files === undefined) return undefined
  const tags = files.flatMap(([, ...rest]) => rest)
  if (!tags.every((tag) => /^[0-9A-F]{2}$/.test(tag))) return undefined
  if (new Set(files.map(([file]) => file)).size !== files.length) return undefined
  if (files.some((file) => new Set(file).size !== file.length)) return undefined
  return files.map(([file, ...rest]) => ({ path: file as string, tags: rest.map((tag) => Number.parseInt(tag, 16)) }))
}

export function formatFileAddress(files: readonly AddressedFile[]): string {
  const tag = (value: number) => value.toString(16).toUpperCase().padStart(2, '0')
  return formatFileValues(files.map(({ path: file, tags }) => ({ path: file, values: tags.map(tag) })))
}

/** Values for the files of an address, in its layout; undefined if files or numbers of values differ from it. */
export function parseFileValues(text: string, address: readonly AddressedFile[]): readonly FileValues[] | undefined {
  const files = parts(text, dataLengthMax)
  if (files?.length !== address.length) return undefined
  const values = files.map(([file, ...rest]) => ({ path: file as string, values: rest }))
  const fits = values.every(({ path: file, values: given }, index) => {
    const wanted = address[index] as AddressedFile
    return file === wanted.path && given.length === Math.max(wanted.tags.length, 1)
  })
  return fits ? values : undefined
}

export function formatFileValues(files: readonly FileValues[]): string {
  return files.map(({ path: file, values }) => `${[file, ...values].map((field) => `${field}|`).join('')}$`).join('')
}
