import { resolve } from 'node:path'

/** Every setting, explained: `yika doctor` prints this table, and a name that is not in it is refused at start. */
export const settings = {
  YIKA_DATA_DIR: { default: './data', explains: 'Where the embedded database, the keys and the photos lie.' },
  YIKA_HOST: { default: '127.0.0.1', explains: 'Address to listen on.' },
  YIKA_PORT: { default: '8080', explains: 'Port to listen on; 0 takes a free one.' },
  YIKA_PUBLIC_URL: {
    default: '',
    explains: 'Address under which people reach this server; the issuer of its tokens. Empty: http://HOST:PORT.',
  },
  YIKA_CUSTODY_DIR: {
    default: '',
    explains:
      'Where the root key lies. Empty: DATA_DIR/custody. Keep it on other media than the database and its backups.',
  },
  YIKA_SUITE: {
    default: 'sm',
    explains: 'Cipher suite for new keys: sm (SM3, SM4) or international (SHA-256, AES-256).',
  },
  YIKA_SAMPLE_PEOPLE: {
    default: '10000',
    explains: 'People of the sample city, loaded into an empty database at the first start; 0 loads none.',
  },
  YIKA_SIMULATE: {
    default: 'yes',
    explains: 'yes: a built-in simulator plays banks and factory for the sample city; no: real parties connect.',
  },
  YIKA_LOG: { default: 'warn', explains: 'Log level: debug, info, warn, error or silent.' },
  DATABASE_URL: { default: '', explains: 'A PostgreSQL server to use. Empty: the embedded one.' },
} as const satisfies Record<string, { default: string; explains: string }>

export interface Config {
  readonly dataDirectory: string
  readonly host: string
  readonly port: number
  readonly publicUrl: string | undefined
  readonly custodyDirectory: string
  readonly suite: 'sm' | 'international'
  readonly samplePeople: number
  readonly simulate: boolean
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly databaseUrl: string | undefined
}

/** A setting that cannot be understood; the message says which and what it may be. */
export class ConfigInvalid extends Error {}

/** The only place that reads the environment. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  for (const name of Object.keys(environment)) {
    if (name.startsWith('YIKA_') && !(name in settings)) {
      throw new ConfigInvalid(`unknown setting ${name}; known are ${Object.keys(settings).join(', ')}`)
    }
  }
  const text = (name: keyof typeof settings): string => environment[name] || settings[name].default
  const whole = (name: keyof typeof settings, most: number): number => {
    const value = Number(text(name))
    if (!Number.isInteger(value) || value < 0 || value > most) {
      throw new ConfigInvalid(`${name} must be a whole number from 0 to ${most}`)
    }
    return value
  }
  const oneOf = <Value extends string>(name: keyof typeof settings, values: readonly Value[]): Value => {
    const value = values.find((candidate) => candidate === text(name))
    if (value === undefined) throw new ConfigInvalid(`${name} must be one of ${values.join(', ')}`)
    return value
  }
  const dataDirectory = resolve(text('YIKA_DATA_DIR'))
  return {
    dataDirectory,
    host: text('YIKA_HOST'),
    port: whole('YIKA_PORT', 65_535),
    publicUrl: text('YIKA_PUBLIC_URL') || undefined,
    custodyDirectory: text('YIKA_CUSTODY_DIR') ? resolve(text('YIKA_CUSTODY_DIR')) : resolve(dataDirectory, 'custody'),
    suite: oneOf('YIKA_SUITE', ['sm', 'international']),
    samplePeople: whole('YIKA_SAMPLE_PEOPLE', 50_000_000),
    simulate: oneOf('YIKA_SIMULATE', ['yes', 'no']) === 'yes',
    logLevel: oneOf('YIKA_LOG', ['debug', 'info', 'warn', 'error', 'silent']),
    databaseUrl: text('DATABASE_URL') || undefined,
  }
}
