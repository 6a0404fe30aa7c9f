import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import type { BatchState } from '@yika/core/production/batch.ts'
import { batches } from '@yika/core/production/schema.ts'
import { benefitInstructions } from '@yika/core/settlement/benefit-schema.ts'
import { type ApiClient, answered, apiClient, systemToken } from './api-client.ts'
import type { Drawer } from './drawer.ts'
import type { Faults } from './faults.ts'
import type { Party } from './party.ts'
import { payBenefits } from './pay-benefits.ts'
import { playBank } from './simulated-bank.ts'
import { playCertifier } from './simulated-certifier.ts'
import { playFactory } from './simulated-factory.ts'
import { playKeyCentre } from './simulated-key-centre.ts'

/** What one party did for one batch. */
export interface Deed {
  readonly clientId: string
  readonly work: 'accounts' | 'certificates' | 'cards' | 'keys' | 'benefits'
  readonly batchNumber: string
  readonly good: number
  readonly failed: number
}

export interface Players {
  /** Every party does what waits for it, once. */
  round(parties: readonly Party[], faults: Faults): Promise<readonly Deed[]>
}

interface Batch {
  readonly batchId: string
  readonly batchNumber: string
  readonly certificateResult: object | null
}

/**
 * The parties that answer the office, over its public face and with its files: nothing here knows the database. The cards that the
 * factory makes lie in the drawer.
 */
export function createPlayers(baseUrl: string, drawer: Drawer): Players {
  const clients = new Map<string, { readonly key: string; readonly client: ApiClient }>()
  /** How many rounds a batch has waited, for parties that answer late. */
  const waited = new Map<string, number>()

  function clientOf({ clientId, key }: Party): ApiClient {
    const known = clients.get(clientId)
    if (known?.key === key.d) return known.client
    const client = apiClient(baseUrl, systemToken(baseUrl, clientId, key))
    clients.set(clientId, { key: key.d, client })
    return client
  }

  /** The batches that this party has let wait long enough. */
  function ripe<One extends Pick<Batch, 'batchId'>>(
    list: readonly One[],
    work: Deed['work'],
    faults: Faults,
  ): readonly One[] {
    return list.filter(({ batchId }) => {
      const rounds = waited.get(`${work}/${batchId}`) ?? 0
      waited.set(`${work}/${batchId}`, rounds + 1)
      return rounds >= faults.lateRounds
    })
  }

  async function playParty(party: Party, faults: Faults): Promise<readonly Deed[]> {
    const client = clientOf(party)
    const { clientId } = party
    const deeds: Deed[] = []
    const play = async (
      work: Deed['work'],
      state: BatchState,
      place: { readonly bankId: string } | { readonly makerId: string } | { readonly certifierId: string },
      act: (batchId: string) => Promise<{ readonly good: number; readonly failed: number }>,
    ) => {
      const page = await answered(client, batches, { states: [state], ...place })
      const due = work === 'certificates' ? page.batches.filter((one) => one.certificateResult === null) : page.batches
      for (const { batchId, batchNumber } of ripe(due, work, faults))
        deeds.push({ clientId, work, batchNumber, ...(await act(batchId)) })
    }
    switch (party.plays) {
      case 'bank': {
        const { bankId } = party
        await play('accounts', 'exported-to-bank', { bankId }, (id) => playBank(client, party, id, faults))
        const waiting = await answered(client, benefitInstructions, {})
        for (const { batchId, period } of ripe(waiting.batches, 'benefits', faults))
          deeds.push({
            clientId,
            work: 'benefits',
            batchNumber: period,
            ...(await payBenefits(client, batchId, faults)),
          })
        break
      }
      case 'certifier': {
        const place = { certifierId: party.organisationId }
        await play('certificates', 'bank-returned', place, (id) => playCertifier(client, id, faults))
        break
      }
      case 'factory': {
        const place = { makerId: party.organisationId }
        const floor = { client, party, drawer, faults, today: () => dayOf(instantOf(Date.now())) }
        await play('cards', 'exported-to-factory', place, (id) => playFactory(floor, id))
        await play('keys', 'factory-returned', place, (id) => playKeyCentre(floor, id))
        break
      }
    }
    return deeds
  }

  return {
    async round(parties, faults) {
      const deeds: Deed[] = []
      for (const party of parties) deeds.push(...(await playParty(party, faults)))
      return deeds
    },
  }
}

/** One line for a person to read. */
export function deedLine({ clientId, work, batchNumber, good, failed }: Deed): string {
  return `simulated ${clientId}: ${work} for batch ${batchNumber}, ${good} good, ${failed} failed`
}
