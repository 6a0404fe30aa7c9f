import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'

/** Where an input does not fit and why. The value itself is never repeated: it may be an identity number. */
export class InputInvalid extends Error {
  readonly path: string
  readonly reason: string

  constructor(path: string, reason: string) {
    super('input invalid')
    this.path = path
    this.reason = reason
  }
}

export type Validated = { readonly value: unknown } | { readonly error: InputInvalid }

/** Validates a body without coercion; a query string is text, so its numbers and flags are converted first. */
export function inputValidator(schema: TSchema, part: 'body' | 'querystring'): (data: unknown) => Validated {
  const compiled = Compile(schema)
  return (data) => {
    const value = part === 'querystring' && !compiled.Check(data) ? Value.Convert(schema, structuredClone(data)) : data
    if (!compiled.Check(value)) return { error: misfit(compiled.Errors(value)) }
    const error = unstorable(value, '')
    return error === undefined ? { value } : { error }
  }
}

interface SchemaError {
  readonly keyword: string
  readonly schemaPath: string
  readonly instancePath: string
  readonly message: string
}

function misfit([first]: readonly SchemaError[]): InputInvalid {
  if (first === undefined) return new InputInvalid('/', 'does not fit the schema')
  const { keyword, schemaPath, instancePath, message } = first
  if (keyword === 'boolean' && schemaPath.endsWith('/additionalProperties')) {
    return new InputInvalid(nameable(instancePath), 'is not a field of this request')
  }
  return new InputInvalid(instancePath || '/', message)
}

/** A field that nobody knows has a name that the caller made up: it is told back only if it can be no number and no name of a person. */
function nameable(path: string): string {
  const [parent = '', name = ''] = path.split(/\/(?=[^/]*$)/)
  return /^[A-Za-z_]{1,40}$/.test(name) ? path : `${parent}/?`
}

/** What JSON can say and the books cannot keep as it was said: half characters, NUL, numbers beyond 2^53. */
function unstorable(value: unknown, path: string): InputInvalid | undefined {
  if (typeof value === 'string') return textFault(value, path)
  if (typeof value === 'number') {
    const kept = Number.isSafeInteger(value) || !Number.isInteger(value)
    return kept ? undefined : new InputInvalid(path, 'is a number beyond 2^53 - 1')
  }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, member] of Object.entries(value)) {
    const fault = unstorable(member, `${path}/${name}`)
    if (fault !== undefined) return fault
  }
  return undefined
}

function textFault(text: string, path: string): InputInvalid | undefined {
  if (text.includes('\u0000')) return new InputInvalid(path, 'must not contain the character NUL')
  return text.isWellFormed() ? undefined : new InputInvalid(path, 'must not contain half of a surrogate pair')
}
