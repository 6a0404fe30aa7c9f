import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { portals } from './portals.ts'

const root = fileURLToPath(new URL('.', import.meta.url))
const target = join(root, 'dist')
const sources = ['src/**', '*.html', '*.ts', 'package.json', '../core/src/**', '../package-lock.json']

/** `--if-stale`: only when there is no build, or one that is older than what it is made of. */
function isFresh(): boolean {
  const made = join(target, 'portals.json')
  if (!existsSync(made)) return false
  const madeAt = statSync(made).mtimeMs
  return sources.every((pattern) =>
    globSync(pattern, { cwd: root }).every((path) => statSync(join(root, path)).mtimeMs <= madeAt),
  )
}

async function buildPortals(): Promise<void> {
  // Not needed for the look whether there is anything to do: that one is on the way of every start.
  const { build } = await import('vite')
  rmSync(target, { recursive: true, force: true })
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: target,
      target: 'es2023',
      // Every file of its own: the policy of the pages knows no `data:`.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: portals.map(({ name }) => join(root, `${name}.html`)),
        // `use client` is for servers that render; ours does not.
        onLog: (level, log, handle) => void (log.code === 'MODULE_LEVEL_DIRECTIVE' || handle(level, log)),
        output: {
          codeSplitting: {
            groups: [
              {
                name: 'ground',
                test: /node_modules.(?:react|react-dom|scheduler|@tanstack|i18next|react-i18next)[/\\]/,
              },
              { name: 'ui', test: /src.(?:ui|client)[/\\]/, minShareCount: 3 },
            ],
          },
        },
      },
    },
  })
  for (const path of globSync('assets/*.{js,css,svg}', { cwd: target })) compress(join(target, path))
  writeFileSync(join(target, 'portals.json'), JSON.stringify(portals))
}

/** Once here, so that no request pays for it. */
function compress(path: string): void {
  const text = readFileSync(path)
  writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }))
  writeFileSync(`${path}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
}

if (!process.argv.includes('--if-stale') || !isFresh()) {
  const began = performance.now()
  await buildPortals()
  console.log(`The portals are built: ${target} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
}
