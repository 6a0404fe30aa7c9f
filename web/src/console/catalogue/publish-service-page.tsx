import { Link, useNavigate } from '@tanstack/react-router'
import { personalFields, personalFieldWords } from '@yika/core/access/personal-field.ts'
import { addDays, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { policyFigures } from '@yika/core/policy/policy-figures.ts'
import {
  carriers,
  loadingPlaces,
  loadings,
  releasableFacts,
  serviceActions,
  serviceFields,
} from '@yika/core/service/card-service.ts'
import { actionWords, carrierWords, factWords, placeWords } from '@yika/core/service/service-words.ts'
import { useState } from 'react'
import { useRead } from '../../client/use-calls.ts'
import { useDraft } from '../../client/use-draft.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { TextAreaField } from '../../ui/text-area-field.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import { BodyField } from './body-field.tsx'
import { CheckList } from './check-list.tsx'
import { ConditionEditor, conditionSentence, useConditionFault } from './condition-editor.tsx'
import { ExistingCarriers } from './existing-carriers.tsx'
import { useOwnBody } from './own-body.ts'
import { emptyService, faultsOfService, type ServiceDraft, type ServiceFault, serviceInput } from './service-draft.ts'
import { fieldNames } from './service-words.ts'

const words = createWords('publish-service', {
  zh: {
    title: '发布用卡服务',
    lead: '先看该领域已有什么，再写明谁可以用、怎么用、告知什么。填写的内容在本标签页保留。',
    back: '返回服务目录',
    step1: '第 1 步：领域与现有服务',
    fieldLabel: '领域（第五条）',
    pick: '请选择',
    carrier: '用什么卡',
    noOwn: '使用社会保障卡',
    noOwnAbout: '不发新卡，凭社会保障卡或电子社保卡办理。',
    own: '另发专用卡',
    ownAbout: '第十六条：原则上不再单独发卡；须写明现有服务为何都不适用。',
    ownReasonLabel: '为何必须另发专用卡',
    step2: '第 2 步：服务',
    serviceIdLabel: '标识（小写字母、数字和连字符，以后不变）',
    zhLabel: '名称（中文）',
    enLabel: '名称（英文）',
    carriersLabel: '用卡方式',
    actionsLabel: '用途',
    loading: '取得方式',
    implicit: '卡片启用即有',
    implicitAbout: '每张启用的卡都有，无需办理。',
    explicit: '须先加载',
    explicitAbout: '持卡人先在下列地点办理加载。',
    loadedAtLabel: '加载地点',
    holdsLabel: '加载后有效天数（不填则与卡片相同）',
    step3: '第 3 步：适用条件',
    step4: '第 4 步：告知、收费与期间',
    personalLabel: '最多可告知的个人信息（默认不告知）',
    factsLabel: '最多可告知的事实',
    fee: '收费参数',
    free: '不收费',
    replacesZh: '取代的旧卡（中文，可不填）',
    replacesEn: '取代的旧卡（英文）',
    fromLabel: '起始日期',
    untilLabel: '最后一日（可不填）',
    check: '核对并发布',
    faulty: '还有 {{count}} 处需要补充或更正：',
    ready: '可以发布：{{name}}，自 {{from}} 起。适用条件：{{condition}}。',
    publish: '发布服务',
    what: '“{{name}}”自 {{from}} 起列入公布的目录，机构可据以签订协议。条目不能修改或删除，只能终止。',
    field: '请选择领域。',
    considered: '请逐项比对现有服务。',
    ownReason: '请写明理由。',
    serviceId: '请用小写字母开头的标识，2–40 个字符。',
    zh: '请填写中文名称。',
    en: '请填写英文名称。',
    organisationId: '请选择主管部门。',
    carriers: '请至少选择一种用卡方式。',
    actions: '请至少选择一种用途。',
    loadedAt: '须先加载的服务请选择加载地点。',
    holdsDays: '请填写 1–36600 的天数，或不填。',
    replaces: '旧卡名称请填写两种语言。',
    from: '请填写起始日期。',
    until: '最后一日不能早于起始日期。',
  },
  en: {
    title: 'Publish a service of the card',
    lead: 'See first what the field has already, then say who may use it, how, and what is told. What is entered is kept in this tab.',
    back: 'Back to the catalogue',
    step1: 'Step 1: field and existing services',
    fieldLabel: 'Field (Article 5)',
    pick: 'Choose',
    carrier: 'Which card',
    noOwn: 'The social security card',
    noOwnAbout: 'No new card; the card or its electronic form is shown.',
    own: 'A card of its own',
    ownAbout: 'Article 16: as a rule there are no more single-purpose cards; say why none of the services will do.',
    ownReasonLabel: 'Why it needs a card of its own',
    step2: 'Step 2: the service',
    serviceIdLabel: 'Short name (lower case, digits, hyphens; never changes)',
    zhLabel: 'Name (Chinese)',
    enLabel: 'Name (English)',
    carriersLabel: 'Ways to present',
    actionsLabel: 'Used for',
    loading: 'How it is had',
    implicit: 'comes with the card',
    implicitAbout: 'Every enabled card has it, nobody has to ask.',
    explicit: 'is loaded first',
    explicitAbout: 'The holder has it loaded at one of these places.',
    loadedAtLabel: 'Loaded at',
    holdsLabel: 'Days it holds once loaded (empty: as long as the card)',
    step3: 'Step 3: for whom',
    step4: 'Step 4: what is told, what it costs, how long',
    personalLabel: 'Personal items that may be told at most (none by default)',
    factsLabel: 'Facts that may be told at most',
    fee: 'Figure of the fee',
    free: 'free',
    replacesZh: 'Card that it takes the place of (Chinese, may stay empty)',
    replacesEn: 'Card that it takes the place of (English)',
    fromLabel: 'First day',
    untilLabel: 'Last day (may stay empty)',
    check: 'Check and publish',
    faulty: 'Missing or wrong ({{count}}):',
    ready: 'Ready: {{name}}, from {{from}}. For whom: {{condition}}.',
    publish: 'Publish the service',
    what: 'From {{from}} on “{{name}}” stands in the published catalogue and institutions can be given agreements for it. An entry is never changed or deleted, only ended.',
    field: 'Choose a field.',
    considered: 'Consider every service of the field.',
    ownReason: 'Give the reason.',
    serviceId: 'Use a short name that begins with a small letter, 2–40 characters.',
    zh: 'Enter the Chinese name.',
    en: 'Enter the English name.',
    organisationId: 'Choose the department.',
    carriers: 'Choose one way to present it at least.',
    actions: 'Choose one use at least.',
    loadedAt: 'A service that is loaded needs a place.',
    holdsDays: 'Enter 1–36600 days, or leave it empty.',
    replaces: 'Name the old card in both languages.',
    from: 'Enter the first day.',
    until: 'The last day cannot lie before the first.',
  },
})

const feeKeys = Object.entries(policyFigures).flatMap(([key, figure]) =>
  figure.kind === 'number' && figure.unit === 'fen' ? [{ key, title: figure.title }] : [],
)

export function PublishServicePage() {
  const say = useSay(words)
  const said = useSaid()
  const navigate = useNavigate()
  const { own } = useOwnBody()
  const catalogue = useRead('service/card-services', {})
  const services = catalogue.data?.fields.flatMap((one) => one.services) ?? []
  const [draft, setDraft, forget] = useDraft<ServiceDraft>(
    'service',
    emptyService(own, addDays(dayOf(instantOf(Date.now())), 1)),
  )
  const [faults, setFaults] = useState<readonly ServiceFault[]>()
  const conditionFault = useConditionFault(services)(draft.condition)
  const change = (changed: Partial<ServiceDraft>) => {
    setDraft({ ...draft, ...changed })
    setFaults(undefined)
  }
  const faultOf = (name: ServiceFault) => (faults?.includes(name) ? say(name) : undefined)
  const text = (key: 'serviceId' | 'zh' | 'en' | 'from' | 'until') => ({
    label: say(`${key}Label`),
    value: draft[key],
    fault: faultOf(key),
    onValue: (value: string) => change({ [key]: value }),
  })
  const existing = services.filter(({ field }) => field === draft.field).map(({ serviceId }) => serviceId)
  const isReady = faults?.length === 0 && conditionFault === undefined
  const wrong = [...(faults ?? []).map((name) => say(name)), ...(conditionFault === undefined ? [] : [conditionFault])]
  const name = said({ zh: draft.zh.trim(), en: draft.en.trim() })
  return (
    <Page narrow title={say('title')} lead={say('lead')}>
      <p>
        <Link to="/services">{say('back')}</Link>
      </p>
      <form
        className="stack stack-wide"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setFaults(faultsOfService(draft, existing))
        }}
      >
        <section className="panel">
          <h2>{say('step1')}</h2>
          <SelectField
            label={say('fieldLabel')}
            fault={faultOf('field')}
            value={draft.field}
            any={say('pick')}
            options={fieldNames.map((value) => ({ value, label: said(serviceFields[value]) }))}
            onValue={(field) => change({ field, considered: [] })}
          />
          {draft.field !== '' && (
            <>
              <ExistingCarriers
                field={draft.field}
                considered={draft.considered}
                fault={faultOf('considered')}
                onConsidered={(considered) => change({ considered })}
              />
              <Choice
                legend={say('carrier')}
                value={draft.ownCard ? 'own' : 'noOwn'}
                options={(['noOwn', 'own'] as const).map((value) => ({
                  value,
                  label: say(value),
                  about: say(`${value}About`),
                }))}
                onValue={(value) => change({ ownCard: value === 'own' })}
              />
              {draft.ownCard && (
                <TextAreaField
                  label={say('ownReasonLabel')}
                  fault={faultOf('ownReason')}
                  value={draft.ownReason}
                  maxLength={500}
                  onValue={(ownReason) => change({ ownReason })}
                />
              )}
            </>
          )}
        </section>
        <section className="panel">
          <h2>{say('step2')}</h2>
          <TextField {...text('zh')} maxLength={60} />
          <TextField {...text('en')} maxLength={120} />
          <TextField {...text('serviceId')} maxLength={40} autoCapitalize="off" spellCheck={false} />
          <BodyField
            value={draft.organisationId}
            fault={faultOf('organisationId')}
            onValue={(organisationId) => change({ organisationId })}
          />
          <CheckList
            legend={say('carriersLabel')}
            fault={faultOf('carriers')}
            value={draft.carriers}
            options={carriers.map((value) => ({ value, label: said(carrierWords[value]) }))}
            onValue={(value) => change({ carriers: value })}
          />
          <CheckList
            legend={say('actionsLabel')}
            fault={faultOf('actions')}
            value={draft.actions}
            options={serviceActions.map((value) => ({ value, label: said(actionWords[value]) }))}
            onValue={(actions) => change({ actions })}
          />
          <Choice
            legend={say('loading')}
            value={draft.loading}
            options={loadings.map((value) => ({ value, label: say(value), about: say(`${value}About`) }))}
            onValue={(loading) => change({ loading })}
          />
          {draft.loading === 'explicit' && (
            <>
              <CheckList
                legend={say('loadedAtLabel')}
                fault={faultOf('loadedAt')}
                value={draft.loadedAt}
                options={loadingPlaces.map((value) => ({ value, label: said(placeWords[value]) }))}
                onValue={(loadedAt) => change({ loadedAt })}
              />
              <TextField
                label={say('holdsLabel')}
                fault={faultOf('holdsDays')}
                inputMode="numeric"
                value={draft.holdsDays}
                onValue={(holdsDays) => change({ holdsDays })}
              />
            </>
          )}
        </section>
        <section className="panel">
          <h2>{say('step3')}</h2>
          <ConditionEditor value={draft.condition} services={services} onValue={(condition) => change({ condition })} />
        </section>
        <section className="panel">
          <h2>{say('step4')}</h2>
          <CheckList
            legend={say('personalLabel')}
            value={draft.personal}
            options={personalFields.map((value) => ({ value, label: said(personalFieldWords[value]) }))}
            onValue={(personal) => change({ personal })}
          />
          <CheckList
            legend={say('factsLabel')}
            value={draft.facts}
            options={releasableFacts.map((value) => ({ value, label: said(factWords[value]) }))}
            onValue={(facts) => change({ facts })}
          />
          <SelectField
            label={say('fee')}
            value={draft.feeKey}
            any={say('free')}
            options={feeKeys.map(({ key, title }) => ({ value: key, label: said(title) }))}
            onValue={(feeKey) => change({ feeKey })}
          />
          <TextField
            label={say('replacesZh')}
            fault={faultOf('replaces')}
            value={draft.replacesZh}
            maxLength={60}
            onValue={(replacesZh) => change({ replacesZh })}
          />
          <TextField
            label={say('replacesEn')}
            value={draft.replacesEn}
            maxLength={120}
            onValue={(replacesEn) => change({ replacesEn })}
          />
          <TextField {...text('from')} type="date" />
          <TextField {...text('until')} type="date" />
        </section>
        {faults !== undefined && !isReady && (
          <Notice tone="bad" title={say('faulty', { count: wrong.length })}>
            <ul>
              {wrong.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Notice>
        )}
        {isReady ? (
          <Notice tone="good">
            <p role="status">
              {say('ready', { name, from: draft.from, condition: said(conditionSentence(draft.condition, services)) })}
            </p>
          </Notice>
        ) : (
          <div className="row actions">
            <Button type="submit" look="main">
              {say('check')}
            </Button>
          </div>
        )}
      </form>
      {isReady && (
        <div className="row actions">
          <Deed
            name="service/publish-service"
            look="main"
            label={say('publish')}
            consequence={say('what', { name, from: draft.from })}
            input={() => serviceInput(draft) ?? say('field')}
            onDone={({ serviceId }) => {
              forget()
              void navigate({
                to: '/services/$serviceId',
                params: { serviceId } as never,
                search: { on: draft.from } as never,
              })
            }}
          />
        </div>
      )}
    </Page>
  )
}
