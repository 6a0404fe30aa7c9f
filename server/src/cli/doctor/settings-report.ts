import { type Config, ConfigInvalid, readConfig, settings } from '../../config.ts'
import { type Finding, failed } from './finding.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Every setting with its value, where that comes from, its default and what it is for. */
export function settingLines(environment: Environment): string[] {
  return Object.entries(settings).flatMap(([name, { default: normal, explains }]) => {
    const set = environment[name] || undefined
    const origin = set === undefined ? 'default' : `from the environment; default ${normal || 'empty'}`
    return [`  ${name} = ${withoutPassword(set ?? normal) || '(empty)'}  (${origin})`, `      ${explains}`]
  })
}

function withoutPassword(value: string): string {
  return value.replace(/^(\w+:\/\/[^:@/]*):[^@]*@/, '$1:…@')
}

/** What is wrong with the settings, all of it, and the configuration that the rest of them makes. */
export function examineSettings(environment: Environment): { findings: Finding[]; config: Config } {
  const findings: Finding[] = []
  const sound: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(environment)) {
    try {
      readConfig({ [name]: value })
      sound[name] = value
    } catch (error) {
      if (!(error instanceof ConfigInvalid)) throw error
      const unknown = !(name in settings)
      findings.push(
        unknown
          ? failed(`There is no setting ${name}.`, 'Correct or remove it: Yika does not start with an unknown setting.')
          : failed(`${error.message}.`, 'Correct it: Yika does not start with this value.'),
      )
    }
  }
  return { findings, config: readConfig(sound) }
}
