import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../client/operations.ts'
import { useAsk, useDo } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { useActing } from '../acting.ts'
import { useTelephone, useTelephoneKeeper } from './use-telephone.ts'

const words = createWords('e-card-devices', {
  zh: {
    title: '绑定的手机',
    lead: '最多可绑定 {{most}} 部。手机丢了、换了或不认识，请立即解除绑定。',
    none: '还没有绑定任何手机。',
    here: '这部手机',
    boundAt: '绑定时间',
    by: '绑定人',
    guardian: '监护人',
    until: '离线可用至',
    notYet: '尚未更新',
    unbind: '解除绑定：{{name}}',
    sure: '解除后，“{{name}}”不能再出示电子社保卡；已离线保存的凭据最迟到 {{at}} 失效。',
    sureNow: '解除后，“{{name}}”不能再出示电子社保卡。',
    yes: '确定解除',
    no: '不解除',
    done: '已解除绑定。',
    loss: '手机和卡一起丢了？先挂失社会保障卡，电子社保卡同时停用。',
    cards: '去挂失',
    back: '返回电子社保卡',
  },
  en: {
    title: 'Bound telephones',
    lead: 'At most {{most}}. Unbind at once one that is lost, replaced or unknown to you.',
    none: 'No telephone is bound.',
    here: 'this telephone',
    boundAt: 'Bound',
    by: 'Bound by',
    guardian: 'the guardian',
    until: 'Works off line until',
    notYet: 'not renewed yet',
    unbind: 'Unbind {{name}}',
    sure: '“{{name}}” will show the e-card no more; what it holds for use off line ends at the latest on {{at}}.',
    sureNow: '“{{name}}” will show the e-card no more.',
    yes: 'Unbind it',
    no: 'Keep it',
    done: 'It is unbound.',
    loss: 'Telephone and card lost together? Report the card first: the e-card stops with it.',
    cards: 'Report a loss',
    back: 'Back to the e-card',
  },
})

type ECard = Answer<'e-card/my-e-card'>

/** M9.2: which telephones show the e-card, and the end of each. */
export function DevicesPage() {
  const say = useSay(words)
  const { personId } = useActing()
  const asked = useAsk('e-card/my-e-card', { personId, purpose: 'own-affairs' })
  return (
    <Page
      title={say('title')}
      lead={asked.data === undefined ? undefined : say('lead', { most: asked.data.devicesMost })}
      narrow
      key={personId}
    >
      <Asked of={asked}>{({ devices }) => <Devices personId={personId} devices={devices} />}</Asked>
      <p>
        {say('loss')} <Link to="/">{say('cards')}</Link>
      </p>
      <p>
        <Link to="/e-card">{say('back')}</Link>
      </p>
    </Page>
  )
}

function Devices({ personId, devices }: { readonly personId: string; readonly devices: ECard['devices'] }) {
  const say = useSay(words)
  const moments = useMoments()
  const here = useTelephone(personId).data?.deviceId
  const { forget } = useTelephoneKeeper()
  const unbind = useDo('e-card/unbind-device')
  const [chosen, setChosen] = useState<string>()
  return (
    <>
      <div role="status">{unbind.isSuccess && <p>{say('done')}</p>}</div>
      {unbind.error !== null && <ProblemNotice error={unbind.error} />}
      {devices.length === 0 && <Empty text={say('none')} />}
      <ul className="stack plain-list">
        {devices.map(({ deviceId, deviceName, boundAt, byGuardian, validUntil }) => (
          <li className="panel" key={deviceId}>
            <h2>
              {deviceName} {deviceId === here && <Tag tone="good">{say('here')}</Tag>}
            </h2>
            <Facts
              of={[
                [say('boundAt'), moments.at(boundAt)],
                [say('by'), byGuardian ? say('guardian') : null],
                [say('until'), validUntil === null ? say('notYet') : moments.at(validUntil)],
              ]}
            />
            {chosen === deviceId ? (
              <section className="stack" aria-label={say('unbind', { name: deviceName })}>
                <p>
                  {validUntil === null || Date.parse(validUntil) < Date.now()
                    ? say('sureNow', { name: deviceName })
                    : say('sure', { name: deviceName, at: moments.at(validUntil) })}
                </p>
                <p className="row actions">
                  <Button
                    look="grave"
                    busy={unbind.isPending}
                    onClick={() =>
                      unbind.mutate(
                        { personId, deviceId },
                        {
                          onSuccess() {
                            setChosen(undefined)
                            if (deviceId === here) void forget(personId)
                          },
                        },
                      )
                    }
                  >
                    {say('yes')}
                  </Button>
                  <Button onClick={() => setChosen(undefined)}>{say('no')}</Button>
                </p>
              </section>
            ) : (
              <p className="row actions">
                <Button onClick={() => setChosen(deviceId)}>{say('unbind', { name: deviceName })}</Button>
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
