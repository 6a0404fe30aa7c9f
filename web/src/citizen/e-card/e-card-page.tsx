import { Link } from '@tanstack/react-router'
import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Loading } from '../../ui/loading.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useActing } from '../acting.ts'
import { BindTelephone } from './bind-telephone.tsx'
import type { BoundTelephone } from './bound-telephone.ts'
import { RenewTelephone } from './renew-telephone.tsx'
import { ShowCode } from './show-code.tsx'
import { ShownCredential } from './shown-credential.tsx'
import { useECardServices } from './use-e-card-services.ts'
import { useNow } from './use-now.ts'
import { useTelephone } from './use-telephone.ts'

const words = createWords('e-card', {
  zh: {
    title: '电子社保卡',
    titleOf: '{{name}}的电子社保卡',
    none: '有了社会保障卡，才有电子社保卡。',
    apply: '申领社会保障卡',
    barred: '现在不能使用',
    cards: '查看我的卡',
    locked: '电子社保卡密码已锁定，{{at}} 自动解锁',
    lockedHow: '忘记密码可以用手机验证码重置。已更新过的手机在有效时间内仍可出示。',
    reset: '重置密码',
    most: '绑定的手机已达 {{most}} 部。请先解除一部，再绑定这部手机。',
    bound: '这部手机不在您绑定的设备之中，可能已被解除。',
    offline: '网络不通，仍可出示',
    offlineHow: '这部手机保存的凭据在 {{at}} 前有效，没有网络也能出示二维码。',
    ended: '凭据已过期，须连上网络更新后才能出示。',
    code: '出示二维码',
    more: '更多',
    devices: '绑定的手机',
    pin: '修改或重置密码',
    wallet: '存入手机钱包',
    services: '能办什么事',
    uses: '在哪里用过',
  },
  en: {
    title: 'E-card',
    titleOf: 'E-card of {{name}}',
    none: 'The e-card comes with a social security card.',
    apply: 'Apply for a card',
    barred: 'It cannot be used now',
    cards: 'See my cards',
    locked: 'The PIN of the e-card is locked until {{at}}',
    lockedHow:
      'Forgotten? A code on your phone resets it. A telephone that was renewed shows codes for as long as that holds.',
    reset: 'Reset the PIN',
    most: '{{most}} telephones are bound, and no more can be. Unbind one first.',
    bound: 'This telephone is not among those that are bound; it may have been unbound.',
    offline: 'No network, and it works',
    offlineHow: 'What this telephone holds is good until {{at}}; it shows codes without a network.',
    ended: 'What this telephone held has run out: it has to be renewed over the network first.',
    code: 'Show a code',
    more: 'More',
    devices: 'Bound telephones',
    pin: 'Change or reset the PIN',
    wallet: 'Add to a wallet',
    services: 'What it opens',
    uses: 'Where it was used',
  },
})

type ECard = Answer<'e-card/my-e-card'>

/** M9.2: the card on the telephone — the code first, for it is wanted at a counter with people waiting behind. */
export function ECardPage() {
  const say = useSay(words)
  const { personId, helped } = useActing()
  const asked = useAsk('e-card/my-e-card', { personId, purpose: 'own-affairs' })
  const telephone = useTelephone(personId)
  const isLost = asked.error?.problem.code === 'connection-lost'
  const title = helped === undefined ? say('title') : say('titleOf', { name: helped.name })
  return (
    <Page title={title} narrow key={personId}>
      {telephone.data === undefined ? (
        <Loading />
      ) : isLost && telephone.data !== null ? (
        <WithoutNetwork telephone={telephone.data} />
      ) : (
        <Asked of={asked}>{(eCard) => <Now eCard={eCard} personId={personId} telephone={telephone.data} />}</Asked>
      )}
    </Page>
  )
}

function WithoutNetwork({ telephone }: { readonly telephone: BoundTelephone }) {
  const say = useSay(words)
  const moments = useMoments()
  const now = useNow()
  const { held } = telephone
  if (held === null || Date.parse(held.validUntil) <= now) return <Notice tone="warn" title={say('ended')} />
  return (
    <>
      <Notice tone="good" title={say('offline')}>
        <p>{say('offlineHow', { at: moments.at(held.validUntil) })}</p>
      </Notice>
      <ShowCode telephone={telephone} held={held} />
    </>
  )
}

interface NowProps {
  readonly eCard: ECard
  readonly personId: string
  readonly telephone: BoundTelephone | null
}

function Now({ eCard, personId, telephone }: NowProps) {
  const say = useSay(words)
  const said = useSaid()
  if (!eCard.exists) {
    return (
      <Empty text={say('none')}>
        <Link className="button button-main" to="/apply">
          {say('apply')}
        </Link>
      </Empty>
    )
  }
  return (
    <>
      {eCard.barred === null ? (
        <Usable eCard={eCard} personId={personId} telephone={telephone} />
      ) : (
        <Notice tone="bad" title={say('barred')}>
          <p>{said(eCard.barred)}</p>
          <p>{said(eCard.barred.next)}</p>
          <p>
            <Link to="/">{say('cards')}</Link>
          </p>
        </Notice>
      )}
      <ShownCredential personId={personId} eCard={eCard} />
      <nav className="stack" aria-label={say('more')}>
        <h2>{say('more')}</h2>
        <p className="row actions">
          {(['devices', 'pin', 'wallet'] as const).map((page) => (
            <Link className="button" key={page} to={`/e-card/${page}`}>
              {say(page)}
            </Link>
          ))}
          {(['services', 'uses'] as const).map((page) => (
            <Link className="button" key={page} to={`/${page}`}>
              {say(page)}
            </Link>
          ))}
        </p>
      </nav>
    </>
  )
}

function Usable({ eCard, personId, telephone }: NowProps) {
  const say = useSay(words)
  const moments = useMoments()
  const now = useNow()
  const services = useECardServices(personId)
  const here = telephone !== null && eCard.devices.some(({ deviceId }) => deviceId === telephone.deviceId)
  const held = here ? telephone.held : null
  const holds = held !== null && Date.parse(held.validUntil) > now
  const { pin, devices, devicesMost, codeSeconds } = eCard
  return (
    <>
      {pin.state === 'locked' && (
        <Notice tone="warn" title={say('locked', { at: moments.at(pin.lockedUntil ?? '') })}>
          <p>{say('lockedHow')}</p>
          <p>
            <Link to="/e-card/pin">{say('reset')}</Link>
          </p>
        </Notice>
      )}
      {telephone !== null && !here && <Notice tone="warn" title={say('bound')} />}
      {holds && telephone !== null && (
        <section className="panel" aria-label={say('code')}>
          <ShowCode telephone={telephone} held={{ ...held, services: services ?? held.services }} />
        </section>
      )}
      {here && pin.state !== 'locked' && services !== undefined && (
        <RenewTelephone
          telephone={telephone}
          digits={pin.digits}
          codeSeconds={codeSeconds}
          services={services}
          validUntil={holds ? held.validUntil : null}
        />
      )}
      {!here && devices.length >= devicesMost && (
        <Notice tone="warn" title={say('most', { most: devicesMost })}>
          <p>
            <Link to="/e-card/devices">{say('devices')}</Link>
          </p>
        </Notice>
      )}
      {!here && devices.length < devicesMost && pin.state !== 'locked' && services === undefined && <Loading />}
      {!here && devices.length < devicesMost && pin.state !== 'locked' && services !== undefined && (
        <BindTelephone personId={personId} eCard={eCard} services={services} />
      )}
    </>
  )
}
