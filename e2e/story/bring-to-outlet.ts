import * as distribution from '@yika/core/distribution/schema.ts'
import type { Stage } from './stage.ts'

/** A parcel to the bank's outlet in which nothing is wrong. */
export async function bringToOutlet(stage: Stage): Promise<void> {
  const { story, cast, bank, outlet } = stage
  const { parcelId } = await story.does(cast.production, distribution.formParcel, {
    kind: 'outlet',
    bankId: bank.bankId,
    officeId: outlet.outletId,
  })
  await story.does(cast.production, distribution.dispatchParcel, { parcelId })
  const { cards } = await story.does(cast.clerk, distribution.parcelContents, { parcelId, purpose: 'distribution' })
  await story.does(cast.clerk, distribution.receiveParcel, {
    parcelId,
    scanned: cards.map(({ cardNumber }) => cardNumber),
    missing: 0,
  })
}
