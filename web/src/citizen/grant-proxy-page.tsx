import { Link } from '@tanstack/react-router'
import { type Kinship, kinships } from '@yika/core/holder/relation.ts'
import { useState } from 'react'
import { useSession } from '../client/client-context.tsx'
import { useDo } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { CheckField } from '../ui/check-field.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { QuestionPage } from '../ui/question-page.tsx'
import { ResultPage } from '../ui/result-page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { type ProxyPower, proxyPowerNames, proxyPowers, proxyPowerWords } from './proxy-powers.ts'
import { RateService } from './rate-service.tsx'

const words = createWords('grant-proxy', {
  zh: {
    title: '授权谁替您办？',
    lead: '对方用自己的身份登录或到窗口办理，不需要您的卡和密码。您随时可以撤销。',
    name: '代办人姓名',
    number: '代办人的身份证件号码',
    numberHint: '姓名和号码都要填写正确。',
    kinship: '您是对方的',
    elder: '长辈',
    child: '子女',
    spouse: '配偶',
    other: '其他',
    scope: '允许办理的事项',
    until: '授权到哪天结束',
    untilHint: '到这一天自动失效。',
    submit: '授权',
    nameMissing: '请填写代办人姓名。',
    numberMissing: '请填写代办人的身份证件号码。',
    scopeMissing: '请至少选择一项。',
    untilMissing: '请选择结束日期。',
    done: '授权已生效',
    doneLead: '代办人现在就可以替您办理所选事项。',
    tell: '请告诉对方：用自己的身份登录后，在页面上方选择您的姓名。',
    phone: '代办人不能更改您的电话，也不能设置或使用您的密码。',
    family: '返回家人和代办',
  },
  en: {
    title: 'Who shall act for you?',
    lead: 'They act as themselves, here or at a counter, without your card and your PIN. You can take it back at any time.',
    name: 'Name of the proxy',
    number: 'Their identity number',
    numberHint: 'Name and number have to agree.',
    kinship: 'To them you are',
    elder: 'a parent or elder',
    child: 'a child',
    spouse: 'the spouse',
    other: 'somebody else',
    scope: 'What they may do',
    until: 'Until when',
    untilHint: 'It ends by itself on that day.',
    submit: 'Name the proxy',
    nameMissing: 'Enter the name of the proxy.',
    numberMissing: 'Enter their identity number.',
    scopeMissing: 'Choose at least one.',
    untilMissing: 'Choose the day on which it ends.',
    done: 'The proxy is named',
    doneLead: 'From now on they can do for you what you chose.',
    tell: 'Tell them: after signing in as themselves, choose your name at the top of the page.',
    phone: 'A proxy can neither change your phone nor set or use your PIN.',
    family: 'Back to family and proxies',
  },
})

const dayLength = 'YYYY-MM-DD'.length

/** M9.3: help without lending: who, with what, until when. */
export function GrantProxyPage() {
  const say = useSay(words)
  const sayPower = useSay(proxyPowerWords)
  const personId = useSession()?.personId ?? ''
  const [form, setForm, forget] = useDraft('grant-proxy', {
    helperName: '',
    helperNumber: '',
    kinship: 'elder' as Kinship,
    powers: ['see', 'loss'] as readonly ProxyPower[],
    endsOn: '',
  })
  const [fault, setFault] = useState<'name' | 'number' | 'scope' | 'until'>()
  const grant = useDo('holder/grant-proxy')
  if (grant.isSuccess) {
    return (
      <ResultPage
        foot={<RateService personId={personId} operation="grant-proxy" />}
        title={say('done')}
        lead={say('doneLead')}
        next={[say('tell'), say('phone')]}
      >
        <p>
          <Link className="button" to="/family">
            {say('family')}
          </Link>
        </p>
      </ResultPage>
    )
  }
  const { kinship, endsOn, powers } = form
  const helperName = form.helperName.trim()
  const helperNumber = form.helperNumber.replace(/\s/g, '').toUpperCase()
  const missing = () => {
    if (helperName === '') return 'name'
    if (helperNumber === '') return 'number'
    if (powers.length === 0) return 'scope'
    return endsOn.length === dayLength ? undefined : 'until'
  }
  const faultAt = (place: typeof fault) => (fault === place && place !== undefined ? say(`${place}Missing`) : undefined)
  return (
    <QuestionPage
      question={say('title')}
      lead={say('lead')}
      submit={say('submit')}
      busy={grant.isPending}
      error={grant.error}
      onSubmit={() => {
        const found = missing()
        setFault(found)
        if (found !== undefined) return
        const scope = [...new Set<string>(powers.flatMap((power) => proxyPowers[power]))]
        grant.mutate({ personId, helperName, helperNumber, kinship, scope, endsOn }, { onSuccess: forget })
      }}
    >
      <TextField
        label={say('name')}
        fault={faultAt('name')}
        autoComplete="off"
        value={form.helperName}
        onValue={(value) => setForm({ ...form, helperName: value })}
      />
      <TextField
        label={say('number')}
        hint={say('numberHint')}
        fault={faultAt('number')}
        autoComplete="off"
        spellCheck={false}
        className="number"
        maxLength={24}
        value={form.helperNumber}
        onValue={(value) => setForm({ ...form, helperNumber: value })}
      />
      <SelectField
        label={say('kinship')}
        value={kinship}
        options={kinships.map((value) => ({ value, label: say(value) }))}
        onValue={(value) => setForm({ ...form, kinship: value === '' ? 'other' : value })}
      />
      <fieldset>
        <legend>{say('scope')}</legend>
        {fault === 'scope' && <Notice tone="bad" title={say('scopeMissing')} />}
        <div className="stack">
          {proxyPowerNames.map((power) => (
            <CheckField
              key={power}
              label={sayPower(power)}
              checked={powers.includes(power)}
              onValue={(wanted) =>
                setForm({
                  ...form,
                  powers: wanted ? [...powers, power] : powers.filter((one) => one !== power),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      <TextField
        label={say('until')}
        hint={say('untilHint')}
        fault={faultAt('until')}
        type="date"
        value={endsOn}
        onValue={(value) => setForm({ ...form, endsOn: value })}
      />
      <Notice title={say('phone')} />
    </QuestionPage>
  )
}
