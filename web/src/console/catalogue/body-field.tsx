import { useRead } from '../../client/use-calls.ts'
import { SelectField } from '../../ui/field.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useOwnBody } from './own-body.ts'

const words = createWords('body-field', {
  zh: { body: '主管部门', pick: '请选择' },
  en: { body: 'Department', pick: 'Choose' },
})

interface BodyFieldProps {
  readonly value: string
  /** The first entry where it is a filter. */
  readonly any?: string
  readonly fault?: string | undefined
  readonly onValue: (organisationId: string) => void
}

/** A body of Article 6; a department has no choice but itself, unless it only looks. */
export function BodyField({ value, any, fault, onValue }: BodyFieldProps) {
  const say = useSay(words)
  const said = useSaid()
  const { own } = useOwnBody()
  const { data } = useRead('access/organisations', {})
  const bodies = (data?.organisations ?? []).filter(
    ({ kind, organisationId }) => kind !== 'other' && (any !== undefined || own === null || organisationId === own),
  )
  return (
    <SelectField
      label={say('body')}
      fault={fault}
      value={value}
      any={any ?? say('pick')}
      options={bodies.map(({ organisationId, name }) => ({ value: organisationId, label: said(name) }))}
      onValue={onValue}
    />
  )
}
