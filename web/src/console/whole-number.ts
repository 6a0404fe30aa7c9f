/** What was entered as a count; undefined when it is none. */
export function wholeNumber(entered: string): number | undefined {
  return /^\d{1,7}$/.test(entered.trim()) ? Number(entered) : undefined
}
