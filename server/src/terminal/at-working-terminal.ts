import type { Terminal } from '@yika/core/terminal/terminal.ts'
import { terminalOutOfService } from '@yika/core/terminal/terminal-in-service.ts'
import type { Command } from '../kernel/command.ts'
import { terminalsByIds } from './store.ts'

/** The devices that ask, beside what the command itself has loaded. */
const asking = Symbol('asking terminals')

interface WithTerminals {
  readonly [asking]: ReadonlyMap<string, Terminal>
}

/** Article 9: where a terminal asks for one of these, it must be in service by the register, not only by the key it signs in with. */
export function atWorkingTerminal(commands: readonly Command[]): readonly Command[] {
  return commands.map((command) => ({
    ...command,
    async load(tx, requests) {
      const world = await command.load(tx, requests)
      const ids = requests.flatMap(({ actor }) => (actor.role === 'terminal' ? [actor.id] : []))
      return { ...world, [asking]: ids.length === 0 ? new Map() : await terminalsByIds(tx, ids) }
    },
    decide(world, input, context) {
      const { id, role } = context.actor
      const barred =
        role === 'terminal' ? terminalOutOfService(id, (world as unknown as WithTerminals)[asking].get(id)) : undefined
      return barred ?? command.decide(world, input, context)
    },
  }))
}
