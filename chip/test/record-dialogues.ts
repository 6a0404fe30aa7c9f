import { writeFileSync } from 'node:fs'
import { dialogueKeys, specimenDialogue } from './specimen-dialogue.ts'

/** Writes the dialogues of `vectors/chip` anew, after the card or the line has changed on purpose: `node chip/test/record-dialogues.ts`. */
for (const [version, protocol] of [
  ['2.00', 'T=0'],
  ['3.00', 'T=1'],
] as const) {
  const [first, second] = [
    await specimenDialogue(version, protocol),
    await specimenDialogue(version, protocol, 'another'),
  ]
  const steps = first.steps.map((step, index) => {
    const other = second.steps[index]
    return { ...step, deterministic: step.command === other?.command && step.response === other?.response }
  })
  const file = {
    source: 'recorded from the virtual card; what is simulated is listed in chip/SIMULATED.md',
    text: 'bytes hex; a null command gives the card power, its response is the answer to reset; deterministic is false where the bytes depend on what card or reader drew by chance',
    version,
    protocol,
    given: dialogueKeys,
    cardRandom: first.cardRandom,
    readerRandom: first.readerRandom,
    steps,
  }
  writeFileSync(
    new URL(`../../vectors/chip/dialogue-${version}.json`, import.meta.url),
    `${JSON.stringify(file, null, 2)}\n`,
  )
}
