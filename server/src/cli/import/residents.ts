import type { Actor } from '@yika/core/access/actor.ts'
import { type Day, dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { type Identity, isIdentity } from '@yika/core/holder/identity.ts'
import type { Heading, Line } from '@yika/core/holder/import/column.ts'
import type { LineFault } from '@yika/core/holder/import/import-fault.ts'
import { lineFault, outcomeFault } from '@yika/core/holder/import/outcome-fault.ts'
import {
  identityOfLine,
  registrationOf,
  residentColumns,
  residentFault,
} from '@yika/core/holder/import/resident-line.ts'
import { addGuardianOperation, recordGroundOperation, registerPersonOperation } from '@yika/core/holder/schema.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import { numberKeys } from '../../holder/blind-index.ts'
import { indexKey, personsOfIndexes } from '../../holder/store.ts'
import type { Custodian } from '../../kernel/custody/custodian.ts'
import type { Database } from '../../kernel/database/database.ts'
import type { Executor } from '../../kernel/execute.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import type { ImportKind, ImportLine, Pass } from './run-import.ts'

/** In whose name files come in; the audit log shows it like any other party. */
const importActor: Actor = { id: 'import', role: 'system', organisationId: 'yika' }

export interface Books {
  readonly db: Database
  readonly custodian: Custodian
  readonly executor: Executor
  clock(): Instant
}

export interface ResidentOptions {
  readonly dryRun: boolean
  /** Version of the consent that guardians of children have signed, for lines that do not name it. */
  readonly consentVersion: string | undefined
}

/** Residents with their first ground and, for minors, their guardian. */
export function residents(books: Books, options: ResidentOptions): ImportKind {
  return {
    columns: residentColumns,
    unique: 'identityNumber',
    passes(heading, fingerprint) {
      const run = runner(books, fingerprint)
      if (options.dryRun) return [(lines) => check(books, lines, heading)]
      // The content names itself, so that a file under another name is still the same file.
      const source = `import ${fingerprint.slice(0, 16)}`
      const register: Pass = (lines) => registerAll(run, lines, heading, source)
      // Guardians come last: they may stand further down in the file than their wards.
      const consented = runner(books, fingerprint, `/${options.consentVersion ?? ''}`)
      const guardians: Pass = (lines) => addGuardians(books, consented, lines, heading, options)
      return heading.written.has('guardianNumber') ? [register, guardians] : [register]
    },
  }
}

type Run = (
  operation: Operation,
  lines: readonly { readonly line: Line; readonly input: object }[],
) => Promise<readonly Outcome[]>

/** The same file gives the same keys, so a line never takes effect twice, however often the import is run. */
export function runner({ executor }: Pick<Books, 'executor'>, fingerprint: string, variant = ''): Run {
  const file = fingerprint.slice(0, 32)
  return (operation, lines) =>
    lines.length === 0
      ? Promise.resolve([])
      : executor.executeAll(
          operation,
          lines.map(({ line, input }) => ({
            actor: importActor,
            key: `${file}/${line.record}/${operation.name}${variant}`,
            input,
          })),
        )
}

async function registerAll(
  run: Run,
  lines: readonly ImportLine[],
  heading: Heading,
  source: string,
): Promise<readonly LineFault[]> {
  const outcomes = await run(
    registerPersonOperation,
    lines.map((line) => ({ line, input: registrationOf(line, source) })),
  )
  const faults: LineFault[] = []
  const grounds: { line: Line; input: object }[] = []
  for (const [place, line] of lines.entries()) {
    const outcome = outcomes[place] as Outcome
    if (outcome.status === 'refused') {
      faults.push(registrationFault(line, outcome, heading))
      continue
    }
    const { groundKind, groundSince, groundEvidence } = line.words
    if (groundKind === undefined) continue
    const { personId } = outcome.answer as { readonly personId: string }
    if (groundSince === undefined) faults.push(lineFault(line, 'value-missing', heading, 'groundSince'))
    else if (groundEvidence === undefined) faults.push(lineFault(line, 'value-missing', heading, 'groundEvidence'))
    else grounds.push({ line, input: { personId, groundKind, since: groundSince, evidence: groundEvidence } })
  }
  const recorded = await run(recordGroundOperation, grounds)
  for (const [place, { line }] of grounds.entries()) {
    const outcome = recorded[place] as Outcome
    if (outcome.status === 'refused') faults.push(outcomeFault(line, outcome, heading, 'groundKind'))
  }
  return faults
}

function registrationFault(
  line: ImportLine,
  outcome: Extract<Outcome, { status: 'refused' }>,
  heading: Heading,
): LineFault {
  if (outcome.code === 'name-invalid') return outcomeFault(line, outcome, heading, 'name')
  if (outcome.code !== 'person-known') return outcomeFault(line, outcome, heading)
  return line.double === undefined
    ? outcomeFault(line, outcome, heading, 'identityNumber')
    : lineFault(line, 'twice-in-file', heading, 'identityNumber', { line: line.double })
}

/** The number under which the register knows the person of a line; undefined where the line cannot be read. */
function identityOf(line: Line, today: Day): Identity | undefined {
  const identity = identityOfLine(line, today)
  return isIdentity(identity) ? identity : undefined
}

/** For each number the person it leads to, all in one statement. */
export async function personIdsOf(
  { db, custodian }: Pick<Books, 'db' | 'custodian'>,
  numbers: readonly (string | undefined)[],
): Promise<readonly (string | undefined)[]> {
  const keys = numbers.map((number) => (number === undefined ? [] : numberKeys(custodian, number)))
  const known = await personsOfIndexes(db, keys.flat())
  return keys.map((ofNumber) => ofNumber.map((key) => known.get(indexKey(key))).find((id) => id !== undefined))
}

async function addGuardians(
  books: Books,
  run: Run,
  lines: readonly ImportLine[],
  heading: Heading,
  options: ResidentOptions,
): Promise<readonly LineFault[]> {
  const today = dayOf(books.clock())
  const wards = lines.filter((line) => line.words['guardianNumber'] !== undefined)
  const personIds = await personIdsOf(
    books,
    wards.map((line) => identityOf(line, today)?.ssn),
  )
  const faults: LineFault[] = []
  const wishes: { line: Line; input: object }[] = []
  for (const [place, line] of wards.entries()) {
    const personId = personIds[place]
    // Whoever is not in the register has been reported in the first pass.
    if (personId === undefined) continue
    const { guardianNumber, guardianName } = line.words
    const consentVersion = line.words['consentVersion'] ?? options.consentVersion
    if (guardianName === undefined) faults.push(lineFault(line, 'value-missing', heading, 'guardianName'))
    else
      wishes.push({
        line,
        input: {
          personId,
          helperNumber: guardianNumber,
          helperName: guardianName,
          ...(consentVersion === undefined ? {} : { consentVersion }),
        },
      })
  }
  const outcomes = await run(addGuardianOperation, wishes)
  for (const [place, { line }] of wishes.entries()) {
    const outcome = outcomes[place] as Outcome
    // A relation that is in the books already is what the line asks for.
    if (outcome.status === 'refused' && outcome.code !== 'relation-known')
      faults.push(outcomeFault(line, outcome, heading, 'guardianNumber'))
  }
  return faults
}

/** What the import would refuse, without touching the books: the documents, the names, and who is known already. */
async function check(books: Books, lines: readonly ImportLine[], heading: Heading): Promise<readonly LineFault[]> {
  const today = dayOf(books.clock())
  const read = lines.map((line) => identityOfLine(line, today))
  const known = await personIdsOf(
    books,
    read.map((identity) => (isIdentity(identity) ? identity.ssn : undefined)),
  )
  return lines.flatMap((line, place): LineFault[] => {
    const identity = read[place] as (typeof read)[number]
    const fault = residentFault(line, identity, heading)
    if (fault !== undefined) return [fault]
    if (known[place] !== undefined) return [lineFault(line, 'person-known', heading, 'identityNumber')]
    if (line.double !== undefined)
      return [lineFault(line, 'twice-in-file', heading, 'identityNumber', { line: line.double })]
    return []
  })
}
