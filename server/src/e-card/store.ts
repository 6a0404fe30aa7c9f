import type { Day } from '@yika/core/calendar/instant.ts'
import {
  type CredentialOffer,
  type CredentialOfferEvent,
  evolveCredentialOffer,
} from '@yika/core/e-card/credential-offer.ts'
import { type ECard, type ECardEvent, evolveECard } from '@yika/core/e-card/e-card.ts'
import { type ECardDevice, type ECardDeviceEvent, evolveECardDevice } from '@yika/core/e-card/e-card-device.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

type Sql = Database | Transaction
const base64 = (column: string) => `translate(encode(${column}, 'base64'), E'\\n', '') as ${column}`

/** The e-cards of these persons, by person. */
export async function eCardsOfPersons(db: Sql, personIds: readonly string[]): Promise<Map<string, Stored<ECard>>> {
  const rows = await db<Stored<ECard>[]>`
    select person_id, version, ${db.unsafe(base64('pin_verifier'))}, pin_tries_left, pin_locked_until, reset_id,
      reset_until, code_id, ${db.unsafe(base64('code_verifier'))}, code_until, code_tries_left
    from e_card where person_id = any(${[...new Set(personIds)]}::uuid[])`
  return new Map(rows.map((row) => [row.personId, { ...row }]))
}

export const eCardStream: Stream<ECard, ECardEvent> = {
  name: 'e-card',
  evolve: evolveECard,
  async save(tx, eCards) {
    await tx`
      insert into e_card (person_id, version, pin_verifier, pin_tries_left, pin_locked_until, reset_id, reset_until,
        code_id, code_verifier, code_until, code_tries_left)
      select person_id, version, decode(pin_verifier, 'base64'), pin_tries_left, pin_locked_until, reset_id, reset_until,
        code_id, decode(code_verifier, 'base64'), code_until, code_tries_left
      from unnest(
        ${eCards.map((eCard) => eCard.personId)}::uuid[],
        ${eCards.map((eCard) => eCard.version)}::integer[],
        ${eCards.map((eCard) => eCard.pinVerifier)}::text[],
        ${eCards.map((eCard) => eCard.pinTriesLeft)}::integer[],
        ${eCards.map((eCard) => eCard.pinLockedUntil)}::timestamptz[],
        ${eCards.map((eCard) => eCard.resetId)}::uuid[],
        ${eCards.map((eCard) => eCard.resetUntil)}::timestamptz[],
        ${eCards.map((eCard) => eCard.codeId)}::uuid[],
        ${eCards.map((eCard) => eCard.codeVerifier)}::text[],
        ${eCards.map((eCard) => eCard.codeUntil)}::timestamptz[],
        ${eCards.map((eCard) => eCard.codeTriesLeft)}::integer[]
      ) as t (person_id, version, pin_verifier, pin_tries_left, pin_locked_until, reset_id, reset_until, code_id,
        code_verifier, code_until, code_tries_left)
      on conflict (person_id) do update set
        version = excluded.version,
        pin_verifier = excluded.pin_verifier,
        pin_tries_left = excluded.pin_tries_left,
        pin_locked_until = excluded.pin_locked_until,
        reset_id = excluded.reset_id,
        reset_until = excluded.reset_until,
        code_id = excluded.code_id,
        code_verifier = excluded.code_verifier,
        code_until = excluded.code_until,
        code_tries_left = excluded.code_tries_left`
  },
}

const deviceColumns = `person_id, device_id, version, ${base64('name')}, ${base64('key')}, bound_by, bound_at, valid_until,
  unbound_at`

/** The devices that are bound to the e-cards of these persons, by device. */
export async function devicesOfPersons(
  db: Sql,
  personIds: readonly string[],
): Promise<Map<string, Stored<ECardDevice>>> {
  const rows = await db<Stored<ECardDevice>[]>`
    select ${db.unsafe(deviceColumns)} from e_card_device
    where person_id = any(${[...new Set(personIds)]}::uuid[]) and unbound_at is null
    order by person_id, bound_at, device_id`
  return new Map(rows.map((row) => [row.deviceId, { ...row }]))
}

/**
 * Of the devices that scanned codes name, those that are bound now, and whose e-card is on them. A guardian's telephone shows the e-card of
 * a ward for no longer than the guardian is one.
 */
export async function holdersOfDevices(db: Sql, deviceIds: readonly string[], on: Day): Promise<Map<string, string>> {
  const rows = await db<{ deviceId: string; personId: string }[]>`
    select device_id, person_id from e_card_device_person p
    where device_id = any(${[...new Set(deviceIds)]}::uuid[]) and exists (
      select from e_card_device d
      where d.person_id = p.person_id and d.device_id = p.device_id and d.unbound_at is null
        and (d.bound_by = d.person_id::text or exists (
          select from relation r
          where r.person_id = d.person_id and r.helper_id::text = d.bound_by and r.kind = 'guardian'
            and r.ended_at is null and r.ends_on > ${on})))`
  return new Map(rows.map(({ deviceId, personId }) => [deviceId, personId]))
}

export const eCardDeviceStream: Stream<ECardDevice, ECardDeviceEvent> = {
  name: 'e-card-device',
  evolve: evolveECardDevice,
  async save(tx, devices) {
    const bound = devices.filter(({ version }) => version === 1)
    await Promise.all([
      tx`
        insert into e_card_device (person_id, device_id, version, name, key, bound_by, bound_at, valid_until, unbound_at)
        select person_id, device_id, version, decode(name, 'base64'), decode(key, 'base64'), bound_by, bound_at,
          valid_until, unbound_at
        from unnest(
          ${devices.map((device) => device.personId)}::uuid[],
          ${devices.map((device) => device.deviceId)}::uuid[],
          ${devices.map((device) => device.version)}::integer[],
          ${devices.map((device) => device.name)}::text[],
          ${devices.map((device) => device.key)}::text[],
          ${devices.map((device) => device.boundBy)}::text[],
          ${devices.map((device) => device.boundAt)}::timestamptz[],
          ${devices.map((device) => device.validUntil)}::timestamptz[],
          ${devices.map((device) => device.unboundAt)}::timestamptz[]
        ) as t (person_id, device_id, version, name, key, bound_by, bound_at, valid_until, unbound_at)
        on conflict (person_id, device_id) do update set
          version = excluded.version,
          valid_until = excluded.valid_until,
          unbound_at = excluded.unbound_at`,
      bound.length === 0
        ? undefined
        : tx`
            insert into e_card_device_person (device_id, person_id)
            select device_id, person_id from unnest(
              ${bound.map((device) => device.deviceId)}::uuid[],
              ${bound.map((device) => device.personId)}::uuid[]
            ) as t (device_id, person_id)`,
    ])
  },
}

export interface OfferKey {
  readonly personId: string
  readonly offerId: string
}

/** The named offers, by offer; one that is not the person's is not among them. */
export async function offersByKeys(db: Sql, keys: readonly OfferKey[]): Promise<Map<string, Stored<CredentialOffer>>> {
  const rows = await db<Stored<CredentialOffer>[]>`
    select person_id, offer_id, version, offered_by, until, tries_left, redeemed_at, token_until, issued_at, holder_key
    from credential_offer
    where (person_id, offer_id) in (
      select person_id, offer_id from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ offerId }) => offerId)}::uuid[]
      ) as t (person_id, offer_id))`
  return new Map(rows.map((row) => [row.offerId, { ...row }]))
}

export const credentialOfferStream: Stream<CredentialOffer, CredentialOfferEvent> = {
  name: 'credential-offer',
  evolve: evolveCredentialOffer,
  async save(tx, offers) {
    await tx`
      insert into credential_offer (person_id, offer_id, version, offered_by, until, tries_left, redeemed_at,
        token_until, issued_at, holder_key)
      select person_id, offer_id, version, offered_by, until, tries_left, redeemed_at, token_until, issued_at, holder_key
      from unnest(
        ${offers.map((offer) => offer.personId)}::uuid[],
        ${offers.map((offer) => offer.offerId)}::uuid[],
        ${offers.map((offer) => offer.version)}::integer[],
        ${offers.map((offer) => offer.offeredBy)}::text[],
        ${offers.map((offer) => offer.until)}::timestamptz[],
        ${offers.map((offer) => offer.triesLeft)}::integer[],
        ${offers.map((offer) => offer.redeemedAt)}::timestamptz[],
        ${offers.map((offer) => offer.tokenUntil)}::timestamptz[],
        ${offers.map((offer) => offer.issuedAt)}::timestamptz[],
        ${offers.map((offer) => offer.holderKey)}::text[]
      ) as t (person_id, offer_id, version, offered_by, until, tries_left, redeemed_at, token_until, issued_at, holder_key)
      on conflict (person_id, offer_id) do update set
        version = excluded.version,
        tries_left = excluded.tries_left,
        redeemed_at = excluded.redeemed_at,
        token_until = excluded.token_until,
        issued_at = excluded.issued_at,
        holder_key = excluded.holder_key`
  },
}
