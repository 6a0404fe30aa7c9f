import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardKey } from '../key/card-key.ts'
import { type CardFile, type Condition, filePath, specificationVersions } from './card-file.ts'
import { profileOf } from './profiles.ts'

const keysOf = (condition: Condition): readonly string[] => {
  if (typeof condition === 'string') return []
  if ('key' in condition) return [condition.key]
  return ('anyOf' in condition ? condition.anyOf : condition.allOf).flatMap(keysOf)
}
const conditionsOf = (file: CardFile): readonly Condition[] => [
  ...[file.read, file.write],
  ...(file.structure === 'linear' ? file.items.flatMap(({ read }) => (read === undefined ? [] : [read])) : []),
]
const tags = (version: (typeof specificationVersions)[number], path: string) => {
  const file = profileOf(version).files.find((candidate) => filePath(candidate) === path)
  return file?.structure === 'linear' ? file.items.map(({ tag }) => tag) : undefined
}

for (const version of specificationVersions) {
  const { files } = profileOf(version)

  test(`M2.2: ${version}: every key that a file asks for exists, and lies in the directory of the file`, () => {
    for (const file of files)
      for (const name of conditionsOf(file).flatMap(keysOf)) assert.equal(cardKey(name).directory, file.directory)
  })

  test(`M2.2: ${version}: no path and, in a file, no tag comes twice; every record fits into one answer`, () => {
    assert.equal(new Set(files.map(filePath)).size, files.length)
    for (const file of files) {
      if (file.structure !== 'linear') continue
      assert.equal(new Set(file.items.map(({ tag }) => tag)).size, file.items.length)
      for (const { length } of file.items) assert.ok(length >= 1 && length <= 253)
    }
  })
}

test('M2.2: the generations differ where the specification says so', () => {
  assert.deepEqual(tags('1.00', '3F00EF06'), [0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d])
  assert.deepEqual(tags('3.00', '3F00EF06'), [0x08, 0x09, 0x4e, 0x0a, 0x0b, 0x0c, 0x0d])
  assert.deepEqual(tags('2.00', '3F00EF0D'), [0xea, 0xeb, 0xec, 0xed])
  assert.equal(tags('3.00', '3F00EF0D'), undefined)
  const holderRead = specificationVersions.map(
    (version) => profileOf(version).files.find((file) => filePath(file) === '3F00EF06')?.read,
  )
  assert.deepEqual(holderRead, ['free', 'free', { key: 'SSSE/RKSSSE' }])
})
