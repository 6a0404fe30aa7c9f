import { useState } from 'react'
import type { Input } from '../../client/operations.ts'
import { TextField } from '../../ui/field.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import { noPlace, PlaceFields, placeInput } from './place-fields.tsx'

const words = createWords('register-staff', {
  zh: {
    register: '登记工作人员',
    what: '登记后 24 小时内，本人须用首次登录码设置密码和动态验证码。',
    number: '工号（大写字母、数字和连字符）',
    userName: '用户名（小写字母开头）',
    missing: '请填写工号、用户名、岗位和地点。',
    done: '已登记：{{userName}}。请把首次登录码交给本人。',
  },
  en: {
    register: 'Register staff',
    what: 'Within 24 hours the person sets password and authenticator with the enrolment code.',
    number: 'Employee number (capitals, digits, hyphens)',
    userName: 'User name (begins with a small letter)',
    missing: 'Enter employee number, user name, role and place.',
    done: 'Registered: {{userName}}. Give the enrolment code to the person.',
  },
})

interface RegisterStaffProps {
  readonly organisationId: string
  readonly isBank: boolean
  readonly onDone: (text: string, staffId: string) => void
}

export function RegisterStaff({ organisationId, isBank, onDone }: RegisterStaffProps) {
  const say = useSay(words)
  const [employeeNumber, setEmployeeNumber] = useState('')
  const [userName, setUserName] = useState('')
  const [place, setPlace] = useState(noPlace)
  const input = (): Input<'access/register-staff'> | string => {
    const where = placeInput(place, organisationId, isBank)
    const fits = /^[A-Z0-9-]{3,32}$/.test(employeeNumber.trim()) && /^[a-z][a-z0-9.-]{2,39}$/.test(userName.trim())
    if (where === undefined || !fits) return say('missing')
    return { employeeNumber: employeeNumber.trim(), userName: userName.trim(), ...where }
  }
  return (
    <div className="row">
      <Deed
        name="access/register-staff"
        label={say('register')}
        consequence={say('what')}
        input={input}
        onDone={({ staffId }) => onDone(say('done', { userName: userName.trim() }), staffId)}
      >
        <TextField
          label={say('number')}
          value={employeeNumber}
          maxLength={32}
          autoComplete="off"
          onValue={setEmployeeNumber}
        />
        <TextField label={say('userName')} value={userName} maxLength={40} autoComplete="off" onValue={setUserName} />
        <PlaceFields organisationId={organisationId} isBank={isBank} value={place} onValue={setPlace} />
      </Deed>
    </div>
  )
}
