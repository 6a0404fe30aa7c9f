import { readFileSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Aligned tables would change in every line whenever one cell grows. */
const unaligned = '<!-- biome-ignore-all format: generated -->\n\n'

/** With `--write` a generator writes its file; with `--check` it fails when the file in the repository differs. */
export function generated(url: URL, page: string): void {
  const text = unaligned + page
  const path = fileURLToPath(url)
  const name = relative(process.cwd(), path)
  if (process.argv.includes('--write')) {
    writeFileSync(path, text)
    console.log(`${name} written`)
  } else if (process.argv.includes('--check')) {
    if (readOrEmpty(path) !== text) {
      console.error(`${name} is out of date: run \`npm run generate\` and commit the result`)
      process.exitCode = 1
    }
  } else {
    console.error('say --write or --check')
    process.exitCode = 2
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
