import { roleWords } from '@yika/core/access/role-words.ts'
import { type StaffPlaceInput, type StaffRole, staffRoles } from '@yika/core/access/staff.ts'
import { useRead } from '../../client/use-calls.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { createWords, useLanguage, useSaid, useSay } from '../../ui/words.ts'
import { districtCodes, districtName } from '../district-name.ts'

const words = createWords('staff-place', {
  zh: {
    role: '岗位',
    pick: '请选择',
    outlet: '所在网点',
    office: '办公点代码',
    district: '所在区',
    employer: '单位代码',
  },
  en: {
    role: 'Role',
    pick: 'Choose',
    outlet: 'Outlet',
    office: 'Office (code)',
    district: 'District',
    employer: 'Employer (code)',
  },
})

export interface Place {
  readonly role: StaffRole | ''
  readonly officeId: string
  readonly district: string
  readonly employerId: string
}

export const noPlace: Place = { role: '', officeId: '', district: '', employerId: '' }

const bankRoles: readonly StaffRole[] = ['bank-clerk', 'bank-supervisor']

/** What core wants to know of the place of a role; undefined while something is missing. */
export function placeInput(
  place: Place,
  organisationId: string,
  isBank: boolean,
): (StaffPlaceInput & { role: StaffRole }) | undefined {
  const { role, officeId, district, employerId } = place
  if (role === '') return undefined
  if (isBank) return officeId === '' ? undefined : { role, bankId: organisationId, officeId }
  if (role === 'employer-agent') return employerId.trim() === '' ? undefined : { role, employerId: employerId.trim() }
  if (role === 'district-officer')
    return district === '' || officeId.trim() === ''
      ? undefined
      : { role, organisationId, district, officeId: officeId.trim() }
  return { role, organisationId }
}

interface PlaceFieldsProps {
  readonly organisationId: string
  readonly isBank: boolean
  readonly value: Place
  readonly onValue: (place: Place) => void
}

/** A role, and what that role needs: an outlet, a district, an employer. */
export function PlaceFields({ organisationId, isBank, value, onValue }: PlaceFieldsProps) {
  const say = useSay(words)
  const said = useSaid()
  const language = useLanguage()
  const outlets = useRead('bank/outlets', isBank ? { bankId: organisationId, limit: 500 } : { limit: 1 })
  const options = staffRoles.filter((role) => bankRoles.includes(role) === isBank)
  return (
    <>
      <SelectField
        label={say('role')}
        value={value.role}
        any={say('pick')}
        options={options.map((role) => ({ value: role, label: said(roleWords[role]) }))}
        onValue={(role) => onValue({ ...value, role })}
      />
      {isBank && (
        <SelectField
          label={say('outlet')}
          value={value.officeId}
          any={say('pick')}
          options={(outlets.data?.outlets ?? []).map(({ outletId, name }) => ({
            value: outletId,
            label: language === 'zh' ? name.zh : (name.en ?? name.zh),
          }))}
          onValue={(officeId) => onValue({ ...value, officeId })}
        />
      )}
      {value.role === 'district-officer' && (
        <>
          <SelectField
            label={say('district')}
            value={value.district}
            any={say('pick')}
            options={districtCodes
              .filter((code) => /^\d{6}$/.test(code))
              .map((code) => ({ value: code, label: said(districtName(code)) }))}
            onValue={(district) => onValue({ ...value, district })}
          />
          <TextField
            label={say('office')}
            value={value.officeId}
            maxLength={64}
            onValue={(officeId) => onValue({ ...value, officeId })}
          />
        </>
      )}
      {value.role === 'employer-agent' && (
        <TextField
          label={say('employer')}
          value={value.employerId}
          maxLength={64}
          onValue={(employerId) => onValue({ ...value, employerId })}
        />
      )}
    </>
  )
}
