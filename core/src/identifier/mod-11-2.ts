const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const characters = '10X98765432'

/** ISO 7064 MOD 11-2 over the first seventeen digits, as GB 11643 writes it down. */
export function mod112Check(digits: string): string {
  let sum = 0
  for (let index = 0; index < weights.length; index += 1) sum += (weights[index] as number) * Number(digits[index])
  return characters[sum % 11] as string
}
