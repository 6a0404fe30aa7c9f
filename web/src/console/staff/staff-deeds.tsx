import { useState } from 'react'
import { useSession } from '../../client/client-context.tsx'
import type { Answer } from '../../client/operations.ts'
import { Button } from '../../ui/button.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import { noPlace, PlaceFields, placeInput } from './place-fields.tsx'

const words = createWords('staff-deeds', {
  zh: {
    role: '变更岗位',
    roleWhat: '{{userName}}立即退出登录，再次登录后按新岗位办理。',
    roleMissing: '请选择岗位和地点。',
    roleDone: '已变更：{{userName}}的岗位。',
    reset: '重置登录',
    resetWhat: '{{userName}}的密码和动态验证码作废，须在 24 小时内用首次登录码重新设置。',
    resetDone: '已重置：{{userName}}。请把首次登录码交给本人。',
    code: '首次登录码',
    dismiss: '停用',
    dismissWhat: '{{userName}}立即退出登录，不能再登录；账户和办理记录保留，不能恢复。',
    dismissed: '已停用：{{userName}}。',
    own: '本人账户须由他人管理。',
  },
  en: {
    role: 'Change role',
    roleWhat: '{{userName}} is signed out at once and has the new role at the next sign-in.',
    roleMissing: 'Choose role and place.',
    roleDone: 'Changed: the role of {{userName}}.',
    reset: 'Reset sign-in',
    resetWhat:
      'Password and authenticator of {{userName}} are void; with the enrolment code they are set anew within 24 hours.',
    resetDone: 'Reset: {{userName}}. Give the enrolment code to the person.',
    code: 'Enrolment code',
    dismiss: 'Dismiss',
    dismissWhat:
      '{{userName}} is signed out at once and cannot sign in again; the account and its record stay. There is no way back.',
    dismissed: 'Dismissed: {{userName}}.',
    own: 'Your own account is administered by others.',
  },
})

interface StaffDeedsProps {
  readonly account: Answer<'access/staff-accounts'>['accounts'][number]
  readonly organisationId: string
  readonly isBank: boolean
  readonly onDone: (text: string) => void
  readonly onEnrol: (staffId: string) => void
}

export function StaffDeeds({ account, organisationId, isBank, onDone, onEnrol }: StaffDeedsProps) {
  const say = useSay(words)
  const own = useSession()?.staffId === account.staffId
  const [place, setPlace] = useState(noPlace)
  const { staffId, userName, status } = account
  if (status === 'dismissed') return '—'
  if (own) return <span className="quiet">{say('own')}</span>
  return (
    <div className="row">
      <Button onClick={() => onEnrol(staffId)} aria-label={`${say('code')} ${userName}`}>
        {say('code')}
      </Button>
      <Deed
        name="access/change-staff-role"
        label={say('role')}
        consequence={say('roleWhat', { userName })}
        input={() => {
          const where = placeInput(place, organisationId, isBank)
          return where === undefined ? say('roleMissing') : { staffId, ...where }
        }}
        onDone={() => onDone(say('roleDone', { userName }))}
      >
        <PlaceFields organisationId={organisationId} isBank={isBank} value={place} onValue={setPlace} />
      </Deed>
      <Deed
        name="access/reset-staff-sign-in"
        label={say('reset')}
        consequence={say('resetWhat', { userName })}
        input={() => ({ staffId })}
        onDone={() => {
          onDone(say('resetDone', { userName }))
          onEnrol(staffId)
        }}
      />
      <Deed
        name="access/dismiss-staff"
        look="grave"
        label={say('dismiss')}
        consequence={say('dismissWhat', { userName })}
        input={() => ({ staffId })}
        onDone={() => onDone(say('dismissed', { userName }))}
      />
    </div>
  )
}
