import { Link } from '@tanstack/react-router'
import { phonePattern } from '@yika/core/holder/phone-pattern.ts'
import { type District, districtCodes, districtName, isDistrict } from '@yika/core/identifier/district.ts'
import { useState } from 'react'
import { useDo } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { Asked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { ResultPage } from '../ui/result-page.tsx'
import { createWords, useLanguage, useSay } from '../ui/words.ts'
import { useActing } from './acting.ts'
import { RateService } from './rate-service.tsx'
import { usePerson } from './use-person.ts'

const words = createWords('contact', {
  zh: {
    title: '联系方式',
    lead: '只填要改的一项，其他保持不变，保存后立即生效。',
    now: '现在登记的',
    phone: '联系电话',
    address: '联系地址',
    district: '所属区',
    see: '显示完整内容',
    cover: '遮住',
    newPhone: '新的联系电话',
    phoneHint: '手机号码，或带区号的固定电话。',
    phoneFault: '请输入 11 位手机号码，或带区号的固定电话。',
    newAddress: '新的联系地址',
    addressHint: '邮寄的卡片会寄到这里。',
    unchanged: '不变',
    codes: '改电话以后，验证码发到哪里？',
    codesNew: '登录和启用卡片的验证码，从保存的那一刻起发到新号码。',
    codesOld: '旧号码不再收到任何验证码和通知。旧手机丢失或被盗的，请尽快修改。',
    codesCheck: '请确认新号码能收短信，否则下次无法登录，只能持身份证件到网点更改。',
    proxy: '代办人不能更改电话：验证码要发到本人手里。',
    nothing: '请至少填写一项。',
    save: '保存',
    done: '联系方式已更改',
    doneLead: '新的联系方式已经生效。',
    next: '下次登录时，验证码发到现在登记的电话。',
    kept: '办理中的邮寄卡片会寄到新的地址；已经寄出的除外。',
    data: '查看我的信息',
  },
  en: {
    title: 'Contact data',
    lead: 'Fill in only what changes; the rest stays. It holds at once.',
    now: 'On record now',
    phone: 'Phone',
    address: 'Address',
    district: 'District',
    see: 'Show in full',
    cover: 'Cover',
    newPhone: 'New phone',
    phoneHint: 'A mobile number, or a fixed one with its area code.',
    phoneFault: 'Enter a mobile number of 11 digits, or a fixed one with its area code.',
    newAddress: 'New address',
    addressHint: 'Cards by post are sent there.',
    unchanged: 'as it is',
    codes: 'Where do codes go when the phone changes?',
    codesNew: 'Codes for signing in and for enabling a card go to the new number from the moment you save.',
    codesOld: 'The old number gets no more codes and messages. Was the old phone lost or stolen? Change it soon.',
    codesCheck:
      'Make sure that the new number receives messages; otherwise you cannot sign in and have to come to an outlet.',
    proxy: 'A proxy cannot change the phone: the codes are for the holder.',
    nothing: 'Fill in at least one of them.',
    save: 'Save',
    done: 'The contact data are changed',
    doneLead: 'They hold from now on.',
    next: 'The next sign-in code goes to the phone that is on record now.',
    kept: 'Cards that are still to be posted go to the new address.',
    data: 'See my data',
  },
})

const phoneShape = new RegExp(phonePattern)

/** M7.10: one's own word is enough for contact data; the page says what becomes of the codes. */
export function ContactPage() {
  const say = useSay(words)
  const language = useLanguage()
  const { personId, helped } = useActing()
  const [shown, setShown] = useState(false)
  const asked = usePerson(personId, shown ? ['phone', 'address'] : [])
  const [form, setForm, forget] = useDraft(`contact.${personId}`, {
    phone: '',
    address: '',
    district: '' as District | '',
  })
  const [fault, setFault] = useState<'phone' | 'nothing'>()
  const change = useDo('holder/change-contact')
  const asProxy = helped?.kind === 'proxy'
  const phone = form.phone.replace(/[\s-]/g, '')
  const address = form.address.trim()
  if (change.isSuccess) {
    return (
      <ResultPage
        foot={<RateService personId={personId} operation="change-contact" />}
        title={say('done')}
        lead={say('doneLead')}
        next={[say('next'), say('kept')]}
      >
        <p>
          <Link className="button" to="/data">
            {say('data')}
          </Link>
        </p>
      </ResultPage>
    )
  }
  return (
    <Page title={say('title')} lead={say('lead')} narrow>
      <section className="panel">
        <h2>{say('now')}</h2>
        <Asked of={asked}>
          {(person) => (
            <Facts
              of={[
                [
                  say('phone'),
                  <span className="number" key="phone">
                    {person.phone}
                  </span>,
                ],
                [
                  say('address'),
                  <span lang="zh-CN" key="address">
                    {person.address}
                  </span>,
                ],
                [
                  say('district'),
                  isDistrict(person.district) ? districtName(person.district, language) : person.district,
                ],
              ]}
            />
          )}
        </Asked>
        <p>
          <Button aria-pressed={shown} onClick={() => setShown(!shown)}>
            {say(shown ? 'cover' : 'see')}
          </Button>
        </p>
      </section>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (change.isPending) return
          const found =
            phone !== '' && !phoneShape.test(phone)
              ? 'phone'
              : phone === '' && address === '' && form.district === ''
                ? 'nothing'
                : undefined
          setFault(found)
          if (found !== undefined) return
          change.mutate(
            {
              personId,
              ...(phone === '' || asProxy ? {} : { phone }),
              ...(address === '' ? {} : { address }),
              ...(form.district === '' ? {} : { district: form.district }),
            },
            { onSuccess: forget },
          )
        }}
      >
        {change.error !== null && <ProblemNotice error={change.error} />}
        {fault === 'nothing' && <Notice tone="bad" title={say('nothing')} />}
        {asProxy ? (
          <Notice tone="warn" title={say('proxy')} />
        ) : (
          <TextField
            label={say('newPhone')}
            hint={say('phoneHint')}
            fault={fault === 'phone' ? say('phoneFault') : undefined}
            inputMode="tel"
            autoComplete="tel"
            value={form.phone}
            onValue={(value) => setForm({ ...form, phone: value })}
          />
        )}
        <TextField
          label={say('newAddress')}
          hint={say('addressHint')}
          autoComplete="street-address"
          maxLength={200}
          value={form.address}
          onValue={(value) => setForm({ ...form, address: value })}
        />
        <SelectField
          label={say('district')}
          value={form.district}
          any={say('unchanged')}
          options={districtCodes.map((value) => ({ value, label: districtName(value, language) }))}
          onValue={(value) => setForm({ ...form, district: value })}
        />
        {!asProxy && (
          <Notice title={say('codes')}>
            <ul>
              <li>{say('codesNew')}</li>
              <li>{say('codesOld')}</li>
              <li>{say('codesCheck')}</li>
            </ul>
          </Notice>
        )}
        <p className="row actions">
          <Button type="submit" look="main" busy={change.isPending}>
            {say('save')}
          </Button>
        </p>
      </form>
    </Page>
  )
}
