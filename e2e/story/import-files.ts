import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sampleCity } from '../../server/src/sample/sample-city.ts'
import { cardLines, residentLines } from '../../server/src/sample/sample-files.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import type { Narrator } from './narrator.ts'
import { everybody, type StoryPeople, samplePeople, seed } from './people.ts'
import type { RunningCity } from './running-city.ts'

/** Article 18: while the server is down its data take in a table of residents and one of cards, from the command line. */
export async function importFiles(city: RunningCity, story: Narrator, people: StoryPeople): Promise<void> {
  story.scene('导入 Import: a table of residents, and one of cards of the second generation')
  const all = everybody(people)
  const residents = join(city.folder, 'residents.csv')
  const cards = join(city.folder, 'cards.csv')
  const misread = { ...people.holder, identityNumber: withWrongCheck(people.holder.identityNumber) }
  const tables = { ...sampleCity({ people: samplePeople, seed }), persons: () => [...all, misread] }
  await writeFile(residents, [...residentLines(tables)].join(''))
  await writeFile(cards, [...cardLines({ ...tables, persons: () => [people.holder] })].join(''))

  const importing = ['import', 'residents', residents, '--consent', '2026-1'] as const
  const first = await city.command(...importing)
  story.holds('one line cannot be right, and costs only itself', [first.code, linesTaken(first.said)], [1, all.length])
  const errors = await readFile(`${residents}.errors.csv`, 'utf8')
  story.holds(
    'it stands in the error file, with its line',
    errors.trim().split('\r\n')[1]?.split(',')[0],
    String(all.length + 2),
  )
  const again = await city.command(...importing)
  story.holds('run again, nobody is registered twice', [again.code, linesTaken(again.said)], [1, all.length])
  const imported = await city.command('import', 'cards', cards)
  story.holds('the old card comes in with its own dates', [imported.code, linesTaken(imported.said)], [0, 1])
}

function linesTaken(said: string): number {
  return Number(/(\d+) taken/.exec(said)?.[1])
}

/** A number that somebody has mistyped: its last digit is not the check of the others. */
function withWrongCheck(number: SamplePerson['identityNumber']): string {
  return `${number.slice(0, -1)}${number.endsWith('1') ? '2' : '1'}`
}
