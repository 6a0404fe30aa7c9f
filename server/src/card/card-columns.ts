import type { Card } from '@yika/core/card/card.ts'
import type { Stored } from '../kernel/stream.ts'

/** How one member of the state lies in its column; bytes travel as base64 text in both directions. */
interface Column {
  readonly name: string
  readonly type: 'uuid' | 'text' | 'integer' | 'timestamptz' | 'date' | 'bytea'
  readonly member: keyof Stored<Card>
}

const column = (name: string, type: Column['type']): Column => ({
  name,
  type,
  member: name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as keyof Stored<Card>,
})

export const cardColumns: readonly Column[] = [
  column('person_id', 'uuid'),
  column('card_id', 'uuid'),
  column('version', 'integer'),
  column('card_number', 'text'),
  column('issuing_area', 'text'),
  column('generation', 'integer'),
  column('bank_id', 'uuid'),
  column('application_id', 'uuid'),
  column('replaces', 'uuid'),
  column('requested_at', 'timestamptz'),
  column('batch_id', 'uuid'),
  column('issued_on', 'date'),
  column('expires_on', 'date'),
  column('certificate_serial', 'text'),
  column('chip_identification_code', 'text'),
  column('atr', 'text'),
  column('chip_key_version', 'integer'),
  column('chip_counter', 'integer'),
  column('chip_proved_at', 'timestamptz'),
  column('bank_card_number', 'bytea'),
  column('physical', 'text'),
  column('physical_since', 'timestamptz'),
  column('social', 'text'),
  column('social_provisional_until', 'timestamptz'),
  column('social_lapse_warned_at', 'timestamptz'),
  column('social_lost_at', 'timestamptz'),
  column('social_loss_receipt_id', 'uuid'),
  column('cancel_reason', 'text'),
  column('cancelled_at', 'timestamptz'),
  column('unlock_requested_by', 'text'),
  column('finance', 'text'),
  column('finance_provisional_until', 'timestamptz'),
  column('finance_lapse_warned_at', 'timestamptz'),
  column('finance_lost_at', 'timestamptz'),
  column('finance_loss_receipt_id', 'uuid'),
  column('pin_state', 'text'),
  column('pin_verifier', 'bytea'),
  column('pin_tries_left', 'integer'),
  column('pin_tries_on', 'date'),
  column('pin_expires_at', 'timestamptz'),
  column('pin_reset_id', 'uuid'),
  column('pin_reset_until', 'timestamptz'),
  column('enable_code_id', 'uuid'),
  column('enable_code_verifier', 'bytea'),
  column('enable_code_until', 'timestamptz'),
  column('enable_code_tries_left', 'integer'),
]

/** `select` list: a row reads as the state that was written. */
export const cardSelection = cardColumns
  .map(({ name, type }) => (type === 'bytea' ? `translate(encode(${name}, 'base64'), E'\\n', '') as ${name}` : name))
  .join(', ')

/**
 * One statement for any number of cards. Cards that are not live are written first, so that `card_live` never sees the
 * old card and the new one of a person together.
 */
export const saveCardsStatement = `
  insert into card (${cardColumns.map(({ name }) => name).join(', ')})
  select ${cardColumns.map(({ name, type }) => (type === 'bytea' ? `decode(${name}, 'base64')` : name)).join(', ')}
  from unnest(${cardColumns.map(({ type }, at) => `$${at + 1}::${type === 'bytea' ? 'text' : type}[]`).join(', ')})
    as t (${cardColumns.map(({ name }) => name).join(', ')})
  order by social in ('enabled', 'suspended-provisional')
  on conflict (person_id, card_id) do update set
    ${cardColumns
      .filter(({ name }) => name !== 'person_id' && name !== 'card_id')
      .map(({ name }) => `${name} = excluded.${name}`)
      .join(', ')}`
