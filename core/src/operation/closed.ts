import type { TObject } from 'typebox'

/** The schema with every object in it closed: a field that the schema does not name is refused, never ignored (M4.1). */
export function closed<Schema extends TObject>(schema: Schema): Schema {
  return close(schema) as Schema
}

function close(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(close)
  if (typeof node !== 'object' || node === null) return node
  // What kind of schema a node is stands in properties that are not enumerable; conversion of query strings reads them.
  const copy: Record<string, unknown> = Object.defineProperties({}, Object.getOwnPropertyDescriptors(node))
  for (const [name, value] of Object.entries(node)) copy[name] = close(value)
  const isObject = copy['type'] === 'object' && copy['properties'] !== undefined
  if (isObject) copy['additionalProperties'] ??= false
  return copy
}
