import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface FoundBrowser {
  readonly executablePath: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--font-render-hinting=none']
const packages = fileURLToPath(new URL('../../node_modules/', import.meta.url))
const cache = join(packages, '.cache', 'yika-browser')
const chromiumFolder = join(packages, '@sparticuz', 'chromium')

/**
 * The browser that npm brought, the same everywhere; it and its libraries are unpacked once. Elsewhere than on Linux with
 * an x64 processor the one that is installed; undefined where there is none.
 */
export async function findBrowser(): Promise<FoundBrowser | undefined> {
  const env = process.env as Record<string, string>
  if (process.platform === 'linux' && process.arch === 'x64') {
    const folder = await unpacked()
    return {
      executablePath: join(folder, 'chromium'),
      args: [...args, '--no-zygote'],
      env: { ...env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
    }
  }
  const executablePath = installed.find((path) => existsSync(path))
  return executablePath === undefined ? undefined : { executablePath, args, env }
}

async function unpacked(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(chromiumFolder, 'package.json'), 'utf8')) as { version: string }
  const folder = join(cache, version)
  if (existsSync(folder)) return folder
  await mkdir(cache, { recursive: true })
  // Whole or not at all, also when two tests want it at once.
  const making = await mkdtemp(join(cache, 'making-'))
  const kept = process.env['TMPDIR']
  process.env['TMPDIR'] = making
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium')
    await chromium.executablePath()
    await inflate(join(chromiumFolder, 'bin', 'al2023.tar.br'))
  } finally {
    if (kept === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = kept
  }
  await writeFile(join(making, 'fonts.conf'), fontsOf(join(packages, '@embedpdf', 'fonts-sc', 'fonts'), folder))
  await rename(making, folder).catch(async () => rm(making, { recursive: true, force: true }))
  return folder
}

/** Chinese in one face, so that a page is as wide on every machine. */
function fontsOf(fonts: string, folder: string): string {
  const prefer = ['sans-serif', 'system-ui', 'serif'].map(
    (family) =>
      `<alias binding="same"><family>${family}</family><prefer><family>Noto Sans Hans</family></prefer></alias>`,
  )
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'font-cache')}</cachedir>
${prefer.join('\n')}</fontconfig>
`
}
