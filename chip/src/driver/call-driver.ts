import type { DriverAnswer } from './driver-answer.ts'
import { driverFunctions, isDriverFunction } from './driver-function.ts'
import { errorText } from './error-code.ts'
import type { NationalDriver } from './national-driver.ts'

/**
 * A function by its name and its arguments by theirs, as a bridge receives them: −13 for a function that the driver does not have, −14
 * where an argument is missing or of another type. What the function does not ask for is not looked at.
 */
export async function callDriver(
  driver: NationalDriver,
  name: string,
  given: Readonly<Record<string, unknown>>,
): Promise<DriverAnswer> {
  if (!isDriverFunction(name)) return { code: -13, text: errorText(-13).zh }
  const asked: readonly { readonly name: string; readonly type: string }[] = driverFunctions[name]
  const values = asked.map((argument) => (Object.hasOwn(given, argument.name) ? given[argument.name] : undefined))
  const fits = asked.every(({ type }, index) => {
    const value = values[index]
    return type === 'number' ? Number.isInteger(value) : typeof value === 'string'
  })
  if (!fits) return { code: -14, text: errorText(-14).zh }
  const act = driver[name] as (...all: unknown[]) => Promise<DriverAnswer>
  return act(...values)
}
