const placeholder = /\{([a-z0-9.-]+)\}/g

/** The keys of the figures that a text prints: `within {sla.reissue.online}`. */
export function figuresIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(placeholder)].map((match) => match[1] as string))]
}

/** The text with each figure written out. */
export function fillFigures(text: string, print: (key: string) => string): string {
  return text.replace(placeholder, (_, key: string) => print(key))
}
