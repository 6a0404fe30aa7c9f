import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useRead } from '../../client/use-calls.ts'
import { reportableFunctions } from '../../ui/reportable-functions.ts'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useActing } from '../acting.ts'
import { useCards } from '../use-cards.ts'
import type { Use } from './use.ts'

const words = createWords('not-mine', {
  zh: {
    ask: '这次不是我用的',
    first: '第一步：先停用卡片，他人就不能再用。',
    loss: '马上挂失',
    stopped: '这张卡已经停用，他人不能再用。',
    phone: '电子社保卡也可能被人使用：',
    devices: '查看绑定的手机',
    after: '第二步：请拨打 96066 说明情况，我们会核查这次用卡。',
    call: '拨打 96066',
    owner: '涉及费用或待遇的，同时向主管部门反映：{{owner}}。',
    number: '这次是报号办理的：请告诉我们，工作人员应当核对过本人。',
    liability: '挂失之后的用卡，持卡人不承担责任（第十三条）。',
  },
  en: {
    ask: 'This was not me',
    first: 'First stop the card, so that nobody uses it again.',
    loss: 'Report the loss now',
    stopped: 'This card is stopped already; nobody can use it.',
    phone: 'The e-card may have been used:',
    devices: 'See the bound telephones',
    after: 'Then call 96066 and say what happened; we look into this use.',
    call: 'Call 96066',
    owner: 'Where money or a benefit is concerned, tell the department, too: {{owner}}.',
    number: 'The number was spoken and somebody should have compared the face: tell us.',
    liability: 'The holder does not answer for uses after the report (Article 13).',
  },
})

/** M13.2, M14.2: whoever does not know a use stops the card first, then is told whom to tell. */
export function NotMine({ use }: { readonly use: Use }) {
  const say = useSay(words)
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{say('ask')}</summary>
      {open && <WhatToDo use={use} />}
    </details>
  )
}

function WhatToDo({ use: { cardId, serviceId, carrier, relation } }: { readonly use: Use }) {
  const say = useSay(words)
  const said = useSaid()
  const { personId } = useActing()
  const card = useCards(personId).data?.cards.find((one) => one.cardId === cardId)
  const service = useRead('service/card-service', { serviceId })
  const canReport = card?.actions.includes('report-loss') === true && reportableFunctions(card, 'reported').length > 0
  return (
    <div className="stack">
      {canReport ? (
        <>
          <p>{say('first')}</p>
          <p className="row actions">
            <Link
              className="button button-grave"
              to="/cards/$personId/$cardId/report-loss"
              params={{ personId, cardId }}
            >
              {say('loss')}
            </Link>
          </p>
        </>
      ) : (
        card !== undefined && <p>{say('stopped')}</p>
      )}
      {carrier === 'e-card' && (
        <p>
          {say('phone')} <Link to="/e-card/devices">{say('devices')}</Link>
        </p>
      )}
      {carrier === 'number' && <p>{say('number')}</p>}
      <p>{say('after')}</p>
      <p className="row actions">
        <a className="button" href="tel:96066">
          {say('call')}
        </a>
      </p>
      {service.data !== undefined && <p>{say('owner', { owner: said(service.data.service.owner) })}</p>}
      {relation === 'after-loss' && <p>{say('liability')}</p>}
    </div>
  )
}
