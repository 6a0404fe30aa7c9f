import { nationalDriver } from '@yika/chip/driver/national-driver.ts'
import { chipParts } from '@yika/chip/node/chip-parts.ts'
import type { CardTerminal } from '@yika/chip/terminal/card-terminal.ts'
import * as card from '@yika/core/card/schema.ts'
import { cardInReader } from './card-in-reader.ts'
import { StoryBroken } from './narrator.ts'
import type { Stage } from './stage.ts'

interface LaidCard {
  readonly personId: string
  readonly cardId: string
  readonly cardNumber: string
  readonly visitId: string
  readonly holder: { readonly identityNumber: string; readonly name: string }
}

/**
 * Articles 9 and 14: the new card lies in the reader of the counter. The reader has no security module, so the office answers for the
 * key; the chip says what the register says, and proves that it is no copy.
 */
export async function readAtCounter(stage: Stage, laid: LaidCard): Promise<void> {
  const { terminal, remove } = await cardInReader(stage, laid.cardNumber)
  try {
    await readAndProve(stage, laid, terminal)
  } finally {
    await terminal.close()
    await remove()
  }
}

async function readAndProve(stage: Stage, laid: LaidCard, terminal: CardTerminal): Promise<void> {
  const { story, cast } = stage
  const { personId, cardId, cardNumber, visitId, holder } = laid
  const driver = nationalDriver({
    ...{ user: terminal, ...chipParts, pinPad: { enter: async () => 'cancelled' as const } },
    ...{ terminalNumber: '110000000001', deviceNumber: 'counter' },
  })
  const answerOf = (step: { readonly code: number; readonly text: string }) => {
    if (step.code !== 0) throw new StoryBroken(`the reader says ${step.code} ${step.text}`)
    return step.text.split('|')
  }
  const alone = await driver.iReadCardBas(1)
  story.holds('without authority the chip says nothing of its holder', alone.code, -2201)

  const line = (await driver.iReadCardBas_HSM_Step1(1)).text
  const [, resetInformation = '', , identificationCode = ''] = line.split('|')
  const chip = { cardNumber, identificationCode, purpose: 'counter-service', caseId: visitId } as const
  const asked = { ...chip, service: '246' as const, business: '01' as const, resetInformation, line }
  await story.isRefused(cast.otherClerk, card.chipInstruction, asked, 'visit-required')
  const { inst } = await story.does(cast.clerk, card.chipInstruction, asked)
  const [area, ssn, number, code, name] = answerOf(await driver.iReadCardBas_HSM_Step2(inst))
  story.holds(
    'the chip says what the register says',
    [area, ssn, number, code, name],
    ['110000', holder.identityNumber, cardNumber, identificationCode, holder.name],
  )

  const prove = async () => {
    const { challenge, random1, random2 } = await story.does(cast.clerk, card.chipChallenge, chip)
    const [counter = '', cryptogram = ''] = answerOf(await driver.authenticateCard(1, random1, random2))
    const said = { personId, cardId, challenge, identificationCode, resetInformation }
    return { ...said, counter: Number(counter), cryptogram }
  }
  const proof = await prove()
  const genuine = await story.does(cast.clerk, card.authenticateChip, proof)
  story.holds('the chip is genuine', [genuine.genuine, genuine.code], [true, 0])
  await story.isRefused(cast.clerk, card.authenticateChip, proof, 'chip-proof-overtaken')
  const forged = { ...(await prove()), cryptogram: '0'.repeat(proof.cryptogram.length) }
  const doubted = await story.does(cast.clerk, card.authenticateChip, forged)
  story.holds('a chip without the key is not', [doubted.genuine, doubted.code], [false, -21])
}
