import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Portal {
  readonly name: string
  readonly home: string
  /** Addresses below the home that are pages of this portal. */
  readonly pages: readonly string[]
}

export interface Asset {
  readonly type: string
  readonly plain: Buffer
  readonly gzip: Buffer
  readonly brotli: Buffer
}

/** What the build of the portals left: a page for each, and files whose names change with their content. */
export interface PortalFiles {
  readonly portals: readonly (Portal & { readonly html: string })[]
  readonly assets: ReadonlyMap<string, Asset>
}

const built = fileURLToPath(new URL('../../../web/dist/', import.meta.url))

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}

/** Reads the whole build into memory, a few megabytes; undefined when nothing was built. */
export function readPortalFiles(folder: string = built): PortalFiles | undefined {
  const list = readIfThere(join(folder, 'portals.json'))
  if (list === undefined) return undefined
  const portals = JSON.parse(list.toString()) as Portal[]
  const paths = globSync('assets/*.{js,css,svg}', { cwd: folder })
  return {
    portals: portals.map((portal) => ({ ...portal, html: readFileSync(join(folder, `${portal.name}.html`), 'utf8') })),
    assets: new Map(
      paths.map((path) => {
        const file = join(folder, path)
        const asset: Asset = {
          type: types[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
          plain: readFileSync(file),
          gzip: readFileSync(`${file}.gz`),
          brotli: readFileSync(`${file}.br`),
        }
        return [path.slice('assets/'.length), asset]
      }),
    ),
  }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
