import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path/posix'
import { suite, test } from 'node:test'
import { pathOf } from '@yika/core/operation/operation.ts'
import { operations } from '@yika/core/operations.ts'
import { settings } from '@yika/server/config.ts'
import { measures } from '../regulation/measures.ts'

const foreign = /(^|\/)(node_modules|\.git|data|tmp)(\/|$)/
const textual = /(\.(ts|tsx|json|md|sql|sh|ya?ml|csv|html|css|txt|conf)|\/run|\/[A-Z]+|Dockerfile|Containerfile)$/

const paths = globSync(['**/*', '.ci/*', '.gitignore'], { exclude: (path) => foreign.test(path) })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !foreign.test(path) && textual.test(`/${path}`) && statSync(path).isFile())
  .sort()
const textOf = (path: string) => readFileSync(path, 'utf8')

/** Places where a pattern stands, without repeating what it found: the finding may be the secret. */
function linesWith(pattern: RegExp, among: readonly string[]): string[] {
  return among.flatMap((path) =>
    textOf(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  )
}

/** GB 11643: seventeen digits with a date at the seventh, and a MOD 11-2 check. Written anew, so as not to trust the code it guards. */
function identityNumbers(text: string): string[] {
  const shaped = text.match(
    /(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])/g,
  )
  return (shaped ?? []).filter((number) => {
    const sum = [...number.slice(0, 17)].reduce(
      (total, digit, index) => total + Number(digit) * (2 ** (17 - index) % 11),
      0,
    )
    return '10X98765432'[sum % 11] === number[17]?.toUpperCase()
  })
}

const links = (path: string): string[] =>
  [...textOf(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, target = '']) =>
    join(dirname(path), target),
  )

suite('the repository', () => {
  test('nothing of a build machine is in it', () => {
    assert.ok(paths.length > 50)
    const machine = /(?:^|[\s'"`(=:])\/(?:work|root|home\/\w+|Users\/\w+)\/|\bshared\/(?:reference|design|hooks)\b/
    assert.deepEqual(linesWith(machine, paths), [])
  })

  test('no registry is named, and the lock file resolves nothing to a host', () => {
    const registry = /registry\.npm|npmmirror|artifactory|verdaccio|\bregistry\s*=|_authToken/i
    const others = paths.filter((path) => path !== 'test/repository.test.ts')
    assert.deepEqual(linesWith(registry, others), [])
    assert.deepEqual(linesWith(/"resolved": "(?:https?|git)/, ['package-lock.json']), [])
    assert.equal(existsSync('.npmrc'), false)
  })

  test('the lock file has an entry for every optional package, also of other platforms: `npm ci` demands it', () => {
    const { packages } = JSON.parse(textOf('package-lock.json')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>
    }
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
      ),
    )
    assert.deepEqual(missing, [])
  })

  test('every version is pinned exactly', () => {
    const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
    const loose = globSync(['package.json', '*/package.json']).flatMap((path) => {
      const manifest = JSON.parse(textOf(path)) as Record<string, Record<string, string>>
      const entries = kinds.flatMap((kind) => Object.entries(manifest[kind] ?? {}))
      return entries
        .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
        .map(([name]) => `${path}: ${name}`)
    })
    assert.deepEqual(loose, [])
  })

  test('M1.1: the Measures are complete: 18 articles, 136 points, numbered without a gap', () => {
    const counts = [4, 10, 4, 7, 10, 6, 15, 8, 6, 8, 12, 8, 8, 9, 7, 5, 6, 3]
    assert.deepEqual(
      measures.articles.map(({ points }) => points.length),
      counts,
    )
    for (const [index, article] of measures.articles.entries()) {
      assert.equal(article.number, index + 1)
      for (const [place, point] of article.points.entries()) {
        assert.equal(point.id, `M${article.number}.${place + 1}`)
        assert.ok(point.en.length > 20 && /\p{Script=Han}/u.test(point.zh), point.id)
        assert.ok(point.part in measures.parts, `${point.id} belongs to no part`)
      }
    }
  })

  test('M11.9: no identity number in the sources, and in tests and documents only those of the vectors', () => {
    const areaAndBirth = (number: string) => number.slice(0, 14)
    const vectors = globSync('vectors/**/*.json').flatMap((path) => identityNumbers(textOf(path)))
    const synthetic = new Set(vectors.map(areaAndBirth))
    const found = paths
      .filter((path) => !path.startsWith('vectors/'))
      .flatMap((path) => {
        const mayHold = /\.test\.ts$|\/test\/|^(?:test|docs|bench)\/|\.md$/.test(path)
        const isSynthetic = (number: string) => mayHold && synthetic.has(areaAndBirth(number))
        const numbers = identityNumbers(textOf(path)).filter((number) => !isSynthetic(number))
        return numbers.length > 0 ? [`${path}: ${numbers.length}`] : []
      })
    assert.deepEqual(found, [])
  })

  test('the scan for identity numbers tells a valid one from a slip', () => {
    const valid = `11010${1}19900307001${1}`
    assert.deepEqual(identityNumbers(`a ${valid}, 11010${1}19900307001${2}, x${valid}, ${valid}0`), [valid])
  })

  test('every relative link of the documents leads somewhere', () => {
    const broken = paths
      .filter((path) => path.endsWith('.md') && path !== 'regulation/coverage.md')
      .flatMap((path) => links(path).flatMap((target) => (existsSync(target) ? [] : [`${path} → ${target}`])))
    assert.deepEqual(broken, [])
  })

  test('every setting and every runtime dependency has its line in the documents, and no line is idle', () => {
    const lines = (path: string) => [...textOf(path).matchAll(/^\| `([@\w/-]+)`/gm)].map(([, name]) => name).sort()
    const packages = globSync('*/package.json').flatMap((path) => {
      const manifest = JSON.parse(textOf(path)) as { dependencies?: object; optionalDependencies?: object }
      return Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })
    })
    const foreign = new Set(packages.filter((name) => !name.startsWith('@yika/')))
    assert.deepEqual(lines('docs/adr/0002-runtime-dependencies.md'), [...foreign].sort())
    const settingLines = lines('docs/operating.md').filter((name) => /^[A-Z_]+$/.test(name ?? ''))
    assert.deepEqual(settingLines, Object.keys(settings).sort())
  })

  test('the commands and addresses of the README exist', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
    const written = globSync('server/src/**/*.ts').map(textOf).join('\n')
    const routes = [written, ...operations.map(pathOf)].join('\n')
    for (const readme of ['README.md', 'README.zh-CN.md']) {
      const text = textOf(readme)
      for (const [, run, plain] of text.matchAll(/\bnpm (?:run ([a-z:]+)|(start|test)\b)/g)) {
        assert.ok((run ?? plain ?? '') in scripts, `${readme}: ${run ?? plain}`)
      }
      const addresses = [...text.matchAll(/`(?:GET )?(?:http:\/\/127\.0\.0\.1:8080)?(\/[a-z][\w./-]*)`/g)]
      assert.ok(addresses.length > 2, readme)
      for (const [, address = ''] of addresses) assert.ok(routes.includes(address), `${readme}: ${address}`)
    }
  })
})
