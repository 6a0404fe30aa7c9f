/** What the QR of a receipt says, out of whatever was pasted: the link, a broken line, or the characters alone. */
export function receiptCode(text: string): string {
  return text.slice(text.indexOf('#') + 1).replace(/\s/g, '')
}
