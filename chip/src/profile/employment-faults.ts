import { type CardFile, filePath } from './card-file.ts'

export type EmploymentFault = 'assistance-without-unemployment' | 'unemployment-twice'

/** Acceptance items 15 and 16: DF02/EF07 asks for DF02/EF06 with tag 3A, and DF02/EF06 and tag 60 of DF03/EF05 exclude each other. */
export function employmentFaults(files: readonly CardFile[]): readonly EmploymentFault[] {
  const byPath = new Map(files.map((file) => [filePath(file), file]))
  const hasTag = (path: string, tag: number) => {
    const file = byPath.get(path)
    return file?.structure === 'linear' && file.items.some((item) => item.tag === tag)
  }
  const faults: EmploymentFault[] = []
  if (byPath.has('3F00DF02EF07') && !hasTag('3F00DF02EF06', 0x3a)) faults.push('assistance-without-unemployment')
  if (byPath.has('3F00DF02EF06') && hasTag('3F00DF03EF05', 0x60)) faults.push('unemployment-twice')
  return faults
}
