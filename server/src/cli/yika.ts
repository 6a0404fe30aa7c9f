#!/usr/bin/env node
import { UsageError } from './cli-command.ts'
import { commands } from './commands.ts'
import { inWords } from './in-words.ts'

const [word, ...rest] = process.argv.slice(2)

function overview(): string {
  const width = Math.max(...commands.map((command) => command.name.length))
  const lines = commands.map((command) => `  yika ${command.name.padEnd(width)}  ${command.summary}`)
  return `Yika 一卡: the administration of a city's social security cards\n\n${lines.join('\n')}\n\nyika <command> --help explains one.`
}

async function main(): Promise<number> {
  if (word === undefined || word === '--help' || word === 'help') {
    console.log(overview())
    return 0
  }
  // Some names have two words: `import residents`.
  const found =
    commands.find((one) => one.name === `${word} ${rest[0] ?? ''}`) ?? commands.find((one) => one.name === word)
  if (found === undefined) throw new UsageError(`unknown command ${word}\n\n${overview()}`)
  const args = found.name.includes(' ') ? rest.slice(1) : rest
  const command = await found.load()
  if (args.includes('--help')) {
    console.log(command.help)
    return 0
  }
  return command.run(args)
}

process.exitCode = await inWords(main)
