import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../client/client-context.tsx'
import type { Answer } from '../client/operations.ts'
import { useDo } from '../client/use-calls.ts'
import { Button } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { useOperationTitles } from '../ui/operation-titles.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { actFor } from './acting.ts'
import { powersOf, proxyPowerWords } from './proxy-powers.ts'
import { useHelpedPersons } from './use-helped-persons.ts'

type Relation = Answer<'holder/my-relations'>['relations'][number]

const words = createWords('relation-panel', {
  zh: {
    guardianOf: '我是{{name}}的监护人',
    proxyOf: '我是{{name}}的代办人',
    guardianBy: '{{name}}是我的监护人',
    proxyBy: '{{name}}是我的代办人',
    may: '可以办理',
    since: '开始',
    until: '到期',
    ended: '已结束',
    adult: '成年之日自动结束',
    act: '替其办理',
    revoke: '撤销授权',
    giveBack: '不再代办',
    sure: '确定结束？对方立即不能再办理。',
    yes: '确定结束',
    no: '不，保留',
  },
  en: {
    guardianOf: 'I am the guardian of {{name}}',
    proxyOf: 'I am the proxy of {{name}}',
    guardianBy: '{{name}} is my guardian',
    proxyBy: '{{name}} is my proxy',
    may: 'May do',
    since: 'Since',
    until: 'Until',
    ended: 'Ended',
    adult: 'ends by itself at the coming of age',
    act: 'Act for them',
    revoke: 'Take it back',
    giveBack: 'Give it back',
    sure: 'End it? From this moment nothing more can be done by it.',
    yes: 'Yes, end it',
    no: 'No, keep it',
  },
})

export function RelationPanel({ relation }: { readonly relation: Relation }) {
  const say = useSay(words)
  const sayPower = useSay(proxyPowerWords)
  const said = useSaid()
  const moments = useMoments()
  const titles = useOperationTitles()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const own = useSession()?.personId ?? ''
  const revoke = useDo('holder/revoke-proxy')
  const { relationId, kind, side, otherPersonId, otherName, scope, since, endsOn, endedAt } = relation
  const { powers, others } = powersOf(scope)
  const helped = useHelpedPersons()?.find((one) => side === 'helps' && one.personId === otherPersonId)
  const name = helped?.name ?? otherName ?? ''
  const open = endedAt === null
  return (
    <li className="panel">
      <h3>{say(`${kind}${side === 'helps' ? 'Of' : 'By'}`, { name })}</h3>
      <Facts
        of={[
          [
            say('may'),
            [
              ...powers.map((power) => sayPower(power)),
              ...others.map((operation) => said(titles.get(operation) ?? { zh: operation, en: operation })),
            ].join(' · '),
          ],
          [say('since'), moments.at(since)],
          [say('until'), kind === 'guardian' ? `${moments.on(endsOn)} · ${say('adult')}` : moments.on(endsOn)],
          [say('ended'), endedAt === null ? null : moments.at(endedAt)],
        ]}
      />
      {revoke.error !== null && <ProblemNotice error={revoke.error} />}
      {open && asking && (
        <fieldset className="stack">
          <legend>{say('sure')}</legend>
          <div className="row actions">
            <Button
              look="grave"
              busy={revoke.isPending}
              onClick={() => {
                // The books are kept under the person who is helped, whoever ends it.
                revoke.mutate({ personId: side === 'helped' ? own : otherPersonId, relationId })
              }}
            >
              {say('yes')}
            </Button>
            <Button onClick={() => setAsking(false)}>{say('no')}</Button>
          </div>
        </fieldset>
      )}
      {open && !asking && (
        <p className="row actions">
          {side === 'helps' && (
            <Button
              look="main"
              onClick={() => {
                actFor(otherPersonId)
                void navigate({ to: '/' })
              }}
            >
              {say('act')}
            </Button>
          )}
          {kind === 'proxy' && (
            <Button onClick={() => setAsking(true)}>{say(side === 'helped' ? 'revoke' : 'giveBack')}</Button>
          )}
        </p>
      )}
    </li>
  )
}
