import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { createWords, useSay } from '../ui/words.ts'
import { actFor, useActing } from './acting.ts'
import './life.css'
import { useHelpedPersons } from './use-helped-persons.ts'

const words = createWords('acting-switch', {
  zh: {
    whose: '正在办理：',
    self: '本人',
    guardian: '{{name}}（我是监护人）',
    proxy: '{{name}}（我是代办人）',
    other: '您正在替他人办理，每一步都以您的名义记录。',
  },
  en: {
    whose: 'Acting for:',
    self: 'myself',
    guardian: '{{name}} (as guardian)',
    proxy: '{{name}} (as proxy)',
    other: 'You act for somebody else; each step is recorded under your name.',
  },
})

/** M9.3: who is meant stands above every page, and is changed there. Nobody sees it who helps nobody. */
export function ActingSwitch() {
  const say = useSay(words)
  const navigate = useNavigate()
  const { personId, isSelf, helped } = useActing()
  const persons = useHelpedPersons() ?? []
  useEffect(() => {
    if (helped !== undefined) actFor(helped.personId)
  }, [helped])
  if (persons.length === 0) return null
  return (
    <div className="acting no-print" data-other={!isSelf}>
      <label className="acting-label">
        <span>{say('whose')}</span>
        <select
          className="input"
          value={isSelf ? '' : personId}
          onChange={({ target: { value } }) => {
            actFor(value === '' ? undefined : value)
            void navigate({ to: '/' })
          }}
        >
          <option value="">{say('self')}</option>
          {persons.map(({ personId, name, kind }) => (
            <option key={personId} value={personId} lang="zh-CN">
              {say(kind, { name })}
            </option>
          ))}
        </select>
      </label>
      {!isSelf && <p className="small">{say('other')}</p>}
    </div>
  )
}
