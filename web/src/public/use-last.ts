import { useState } from 'react'

/** What was known last, for as long as the next answer is awaited: nothing jumps and the focus stays where it is. */
export function useLast<Value>(value: Value | undefined): Value | undefined {
  const [last, setLast] = useState(value)
  if (value !== undefined && value !== last) setLast(value)
  return value ?? last
}
