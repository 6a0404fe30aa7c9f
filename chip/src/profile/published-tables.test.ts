import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Condition, filePath, type Item, type SpecificationVersion, specificationVersions } from './card-file.ts'
import { profileOf } from './profiles.ts'

/** Tags and lengths as readers' code publishes them, written down a second time; a type stands where one is published. */
const everyVersion: Readonly<Record<string, string>> = {
  '3F00EF05': '01:16:b 02:1:an 03:4:an 04:12:cn 05:4:cn 06:4:cn 07:9:an',
  '3F00EF07': 'transparent 768',
  '3F00EF08': 'transparent 4096',
  '3F00DF01EF05': '20:2:an 21:80:an 0E:3:cn',
  '3F00DF01EF06': '23:80:an 24:3:cn 28:15:an 2C:50:an 2D:15:an',
  '3F00DF01EF07': '29:1',
  '3F00DF01EF08': '2B:1:an',
  '3F00DF01EF09': '2E:70:an 30:9:an 32:2:an',
  '3F00DF01EF0A': '37:3:an 38:2:an 39:4:cn',
  '3F00DF01EF15': '2A:1:cn 40{57:3:an 58:3:cn 59:40:an}',
  '3F00DF01EF16': 'transparent 296',
  '3F00DF01EF1A': 'transparent 296',
  '3F00DF03EF06': '45:20 46:2 47:2 48:1 49:1 67:4:cn 6B:60 4A{13:2 14:1 15:20 16:4:cn 17:60}',
  '3F00DF03EF07': '70:3 71:3:cn 6E:4:cn 6C:4:cn 6F:4:cn 73:4:cn',
  '3F00DF03EF15': '7A:3:cn 7B:4:cn 7C:4:cn',
  '3F00DF03EF16': '51:3:cn 5F:1',
  '3F00DF03EF17': '3B:20 3C:70 3D:1 3E:4:cn 3F:60',
  '3F00DF03EF18': '74:3 75:3:cn 76:1:cn 77:4:cn 78:4:cn',
  '3F00DF03EF19': '79{18 19 1A 1B 1C 1D 1E}',
  '3F00DF04EF05': '81:8 84:3:cn 87:17 8C:1:cn 80:4:cn 8B:29 8A:15 83:9 86:9 89:9 7D:9 7E:9 7F:9 8D:9 8E:9 8F:1',
  '3F00DF04EF06': '90:1 92:4:cn 93:2',
  '3F00DF04EF08': 'cyclic 28',
  '3F00DF04EF15': 'cyclic 3',
}
const holder = '08:18:an 09:30:an 4E:20:an 0A:1:an 0B:1:cn 0C:3:cn 0D:4:cn'
const unemployment = '61:3:cn 60:4:cn 98:4:cn 62:4:cn 63:3 64:3 65:3 66:3'
const byVersion: Readonly<Record<SpecificationVersion, Readonly<Record<string, string>>>> = {
  '1.00': { '3F00EF06': holder.replace('4E:20:an ', ''), '3F00DF03EF05': unemployment },
  '2.00': {
    '3F00EF06': holder,
    '3F00EF0D': 'EA:12:an EB:3:cn EC:1 ED:1',
    '3F00DF03EF05': unemployment.replace('60:4:cn ', ''),
  },
  '3.00': { '3F00EF06': holder, '3F00DF03EF05': unemployment },
}

/** An item in the notation of the table, in as much detail as the table has. */
function written(item: Item, published: string): string {
  const tag = item.tag.toString(16).toUpperCase().padStart(2, '0')
  if (item.items !== undefined) {
    const inner = published.slice(3, -1).split(' ')
    return `${tag}{${item.items.map((nested, index) => written(nested, inner[index] ?? '')).join(' ')}}`
  }
  return [tag, item.length, item.type].slice(0, published.split(':').length).join(':')
}

const partsOf = (row: string) => row.match(/[0-9A-F]{2}\{[^}]*\}|\S+/g) ?? []

for (const version of specificationVersions) {
  const files = profileOf(version).files

  test(`M2.2: ${version}: tags, lengths and types are the published ones`, () => {
    const ours = { ...everyVersion, ...byVersion[version] }
    for (const [path, row] of Object.entries(ours)) {
      const file = files.find((candidate) => filePath(candidate) === path)
      assert.ok(file, path)
      if (file.structure === 'transparent') assert.equal(`transparent ${file.size}`, row, path)
      else if (file.structure === 'cyclic') assert.equal(`cyclic ${file.recordLength}`, row, path)
      else {
        const parts = partsOf(row)
        assert.equal(file.items.map((item, index) => written(item, parts[index] ?? '')).join(' '), row, path)
      }
    }
    const others = files.map(filePath).filter((path) => ours[path] === undefined && !/^3F00DF0[2567]/.test(path))
    assert.deepEqual(others, ['3F00DF01EF17', '3F00DF01EF18', '3F00DF01EF19'])
  })

  test(`M2.2: ${version}: who may read and write is as published`, () => {
    const at = (path: string) => files.find((file) => filePath(file) === path)
    const [issuer, who] = [at('3F00EF05'), at('3F00EF06')]
    const shown: Condition = version === '3.00' ? { key: 'SSSE/RKSSSE' } : 'free'
    assert.deepEqual([issuer?.read, who?.read, who?.write], ['free', shown, { key: 'SSSE/UKSSSE' }])
    const records = issuer?.structure === 'linear' ? issuer.items.map(({ read }) => read ?? issuer.read) : []
    assert.deepEqual(records, [...new Array<Condition>(6).fill('free'), shown])
    for (const path of ['3F00EF07', '3F00EF08'])
      assert.deepEqual([at(path)?.read, at(path)?.write], [{ key: 'SSSE/RKSSSE' }, { key: 'SSSE/UKSSSE' }])
    for (const file of files) {
      const [read, write] = [JSON.stringify(file.read), JSON.stringify(file.write)]
      if (file.directory === 'DF01') assert.deepEqual(file.read, { anyOf: ['pin', { key: 'DF01/RK1' }] })
      if (/^DF0[2-7]$/.test(file.directory)) assert.match(read, new RegExp(`"${file.directory}/RK\\d"`))
      if (file.directory !== 'SSSE') assert.match(write, new RegExp(`"${file.directory}/UK\\d"`))
    }
  })
}
