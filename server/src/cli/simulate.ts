import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { drawerIn, drawerInMemory } from '../simulator/drawer.ts'
import type { Faults } from '../simulator/faults.ts'
import type { Party } from '../simulator/party.ts'
import { createPlayers, deedLine } from '../simulator/play-round.ts'
import { type CliCommand, UsageError } from './cli-command.ts'

const help = `yika simulate --parties FILE [--url URL] [--rounds N] [--every SECONDS] [faults]

Plays banks, certificate system, factory and key centre against a running server, through its public API and files, with
tokens of their own. What is written is marked as simulated; account numbers begin with 62000, which no bank uses.

  --parties FILE     JSON: a list of { clientId, key, plays: "bank", bankId, bankCode } or
                     { clientId, key, plays: "certifier", organisationId } or
                     { clientId, key, plays: "factory", organisationId, openingKey: { sm2, x25519 } }; key is a private
                     Ed25519 JWK whose public half was registered with "register-client"; the opening key is hexadecimal,
                     its public halves were set with "set-factory-key" and confirmed by a second person
  --cards DIR        where the virtual cards of the factory lie, CARDNUMBER.card (default: forgotten at the end)
  --url URL          the server (default http://127.0.0.1:8080)
  --rounds N         how often every party looks for work (default: until Ctrl-C)
  --every SECONDS    pause between two rounds (default 5)

Faults, the same for the same seed and cards:
  --fail-rate SHARE  share of the lines that fail at each stage, 0 to 1 (default 0)
  --seed N           which lines fail (default 1)
  --late N           rounds a party lets a batch wait before it answers (default 0)
  --duplicate        every file is sent twice; both answers must be equal
  --truncate         every file is sent cut off first; it must be refused, then it is sent whole
  --wrong-name SHARE share of the chips that get another name than the one ordered
  --dead-chip SHARE  share of the chips that do not answer
  --no-keys SHARE    share of the chips that silently keep their transport keys

Exit codes: 0 done, 1 the server answered otherwise than it should, 2 wrong use.`

export const simulateCommand: CliCommand = {
  help,
  async run(args) {
    const values = readArguments(args)
    const { parties, faults, rounds, everyMs } = values
    const players = createPlayers(values.url, values.cards === undefined ? drawerInMemory() : drawerIn(values.cards))
    const ending = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort())
    const list = await readParties(parties)
    for (let round = 0; round < rounds && !ending.signal.aborted; round += 1) {
      if (round > 0) await wait(everyMs, undefined, { signal: ending.signal }).catch(() => {})
      if (ending.signal.aborted) break
      for (const deed of await players.round(list, faults)) console.log(deedLine(deed))
    }
    return 0
  },
}

function readArguments(args: readonly string[]) {
  const { values } = parsed(args)
  if (values.parties === undefined) throw new UsageError(`--parties is needed\n\n${help}`)
  const faults: Faults = {
    seed: number('seed', values.seed, 0, 0x7fffffff),
    failRate: number('fail-rate', values['fail-rate'], 0, 1),
    lateRounds: number('late', values.late, 0, 1000),
    duplicate: values.duplicate,
    truncate: values.truncate,
    wrongName: number('wrong-name', values['wrong-name'], 0, 1),
    deadChip: number('dead-chip', values['dead-chip'], 0, 1),
    noKeys: number('no-keys', values['no-keys'], 0, 1),
  }
  return {
    parties: values.parties,
    cards: values.cards,
    url: values.url,
    rounds: values.rounds === undefined ? Number.POSITIVE_INFINITY : number('rounds', values.rounds, 1, 1_000_000),
    everyMs: number('every', values.every, 0, 86_400) * 1000,
    faults,
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        parties: { type: 'string' },
        cards: { type: 'string' },
        'wrong-name': { type: 'string', default: '0' },
        'dead-chip': { type: 'string', default: '0' },
        'no-keys': { type: 'string', default: '0' },
        url: { type: 'string', default: 'http://127.0.0.1:8080' },
        rounds: { type: 'string' },
        every: { type: 'string', default: '5' },
        seed: { type: 'string', default: '1' },
        'fail-rate': { type: 'string', default: '0' },
        late: { type: 'string', default: '0' },
        duplicate: { type: 'boolean', default: false },
        truncate: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${help}`)
  }
}

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= least && value <= most))
    throw new UsageError(`--${name} must be a number from ${least} to ${most}`)
  return value
}

async function readParties(file: string): Promise<readonly Party[]> {
  try {
    const list = JSON.parse(await readFile(file, 'utf8')) as readonly Party[]
    if (!Array.isArray(list)) throw new TypeError('is not a list')
    if (list.some((party) => party.plays === 'factory' && typeof party.openingKey?.sm2 !== 'string'))
      throw new TypeError('a factory has no openingKey')
    return list
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`)
  }
}
