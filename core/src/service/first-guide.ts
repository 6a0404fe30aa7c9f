import type { GuideItem, GuideText } from './guide-item.ts'

const t = (zh: string, en: string): GuideText => ({ zh, en })

const identityDocument = t('本人有效身份证件', 'valid identity document of the person')
const photo = t(
  '符合要求的近期电子相片（拍摄不超过{photo.max-age}；未满{photo.required-from}可不提供）',
  'recent photo that fits the requirement (at most {photo.max-age} old; not needed under {photo.required-from})',
)
const contact = 'contact.hotline'
const objection = t(
  '不予受理的，会说明缺少的申领依据、可以提供证明的部门和提出异议的途径；可当场或通过{contact.hotline}提出异议。',
  'A refusal names the ground that is missing, the office that can supply it and how to object, at the counter or through {contact.hotline}.',
)
const firstIssueLimits: GuideItem['timeLimits'] = [
  { of: t('网上申领', 'applied for on line'), figure: 'sla.first-issue.online' },
  { of: t('区、街网点申领', 'applied for at a district or street point'), figure: 'sla.first-issue.district-point' },
  { of: t('即时制卡网点', 'at an outlet with instant issue'), figure: 'sla.instant' },
]
const replacementLimits: GuideItem['timeLimits'] = [
  { of: t('网上办理', 'on line'), figure: 'sla.reissue.online' },
  { of: t('非即时制卡银行网点', 'at a bank outlet without instant issue'), figure: 'sla.reissue.bank-non-instant' },
  { of: t('即时制卡网点', 'at an outlet with instant issue'), figure: 'sla.instant' },
]

/** Article 12: the guide as it is shipped; offices replace an item by proposing a new version of it. */
export const firstGuide: Readonly<Record<string, GuideItem>> = {
  'apply-first-issue': {
    order: 10,
    title: t('首次申领', 'Apply for the first card'),
    conditions: [
      t('在本市参加社会保险的人员。', 'Persons who take part in social insurance in the city.'),
      t(
        '未参保但在本市享受养老、助残、教育等公共服务权益的人员。',
        'Persons who do not, but enjoy public services here: support for the elderly, help for the disabled, education and similar.',
      ),
      t('没有正在办理的申领，也没有可以使用的社会保障卡。', 'No application is open and there is no usable card.'),
      t(
        '未满{guardian.required-under}的由监护人办理；未满{guardian.consent-record-under}的另须监护人同意。',
        'Under {guardian.required-under} the guardian applies; under {guardian.consent-record-under} the guardian’s consent is recorded.',
      ),
      objection,
    ],
    materials: [identityDocument, photo, t('手机号码和通讯地址', 'mobile phone number and address')],
    steps: [
      t('选择办理渠道，核验身份，填写申领信息。', 'Choose a channel, prove who you are, fill in the application.'),
      t(
        '从合作银行目录中选择一家银行；单位集体申领的，单位最多可选{employer.max-banks}。',
        'Choose a bank from the catalogue; in a group application the employer names at most {employer.max-banks}.',
      ),
      t(
        '提交后即告知承诺办结日期，可随时查询进度。',
        'The promised date is told at once; progress can be asked at any time.',
      ),
      t('收到领卡通知后领卡并启用。', 'Collect the card when notified, then enable it.'),
    ],
    channels: ['website', 'wechat', 'mini-program', 'service-point', 'bank-outlet', 'employer'],
    timeLimits: firstIssueLimits,
    fees: [{ of: t('工本费', 'fee'), figure: 'fee.first-issue' }],
    contact,
  },
  reissue: {
    order: 20,
    title: t('补卡（遗失后补领）', 'Re-issue after loss'),
    conditions: [
      t(
        '社会保障卡遗失，并已办理正式挂失。原卡自正式挂失起作废。',
        'The card is lost and formally reported. The old card is dead from the formal report on.',
      ),
      t(
        '十二个月内挂失达到{loss.repeat-review}的，转人工审核。',
        'After {loss.repeat-review} in twelve months the application is reviewed by a person.',
      ),
    ],
    materials: [identityDocument, photo],
    steps: [
      t(
        '办理正式挂失（银行网点可与补卡一并办理）。',
        'Report the loss formally (at a bank outlet together with the re-issue).',
      ),
      t('提交补卡申请，选择领卡方式。', 'Apply for the re-issue and choose how to collect the card.'),
      t('领取新卡并启用。', 'Collect the new card and enable it.'),
    ],
    channels: ['website', 'wechat', 'mini-program', 'service-point', 'bank-outlet'],
    timeLimits: replacementLimits,
    fees: [{ of: t('工本费', 'fee'), figure: 'fee.reissue' }],
    contact,
  },
  exchange: {
    order: 30,
    title: t('换卡（损坏、信息变更、变更银行）', 'Exchange (damage, changed data, change of bank)'),
    conditions: [
      t('卡面损坏或芯片不能读取。', 'The card is damaged or cannot be read.'),
      t(
        '卡面登记信息已变更：先变更登记，再换卡。',
        'Printed data have changed: first the register, then the exchange.',
      ),
      t(
        '需要更换合作银行，或将第一、二代卡换为第三代卡。',
        'Another bank is wanted, or a card of an earlier generation is replaced.',
      ),
      t('新卡启用前，原卡可以继续使用。', 'The old card keeps working until the new one is enabled.'),
    ],
    materials: [identityDocument, t('原社会保障卡', 'the old card'), photo],
    steps: [
      t('提交换卡申请并说明原因。', 'Apply for the exchange and name the reason.'),
      t(
        '领取新卡并启用，原卡社会保障功能同时停用。',
        'Collect and enable the new card; the old card’s social function ends at that moment.',
      ),
    ],
    channels: ['website', 'wechat', 'mini-program', 'service-point', 'bank-outlet'],
    timeLimits: replacementLimits,
    fees: [
      { of: t('损坏换卡', 'damaged card'), figure: 'fee.exchange-damage' },
      { of: t('质量问题换卡', 'fault of the card, under warranty'), figure: 'fee.exchange-warranty' },
    ],
    contact,
  },
  renewal: {
    order: 40,
    title: t('到期换卡', 'Renewal of a card that expires'),
    conditions: [
      t(
        '社会保障卡有效期{card.validity}，到期前{card.renewal-before}内可以换卡。',
        'A card is valid for {card.validity}; it may be renewed within {card.renewal-before} before it expires.',
      ),
      t('到期不影响社会保险待遇。', 'Expiry of the card does not touch the entitlement to benefits.'),
    ],
    materials: [identityDocument, photo],
    steps: [
      t('提交换卡申请。', 'Apply for the exchange.'),
      t(
        '领取新卡并启用，原卡社会保障功能同时停用。',
        'Collect and enable the new card; the old card’s social function ends at that moment.',
      ),
    ],
    channels: ['website', 'wechat', 'mini-program', 'service-point', 'bank-outlet'],
    timeLimits: replacementLimits,
    fees: [{ of: t('工本费', 'fee'), figure: 'fee.exchange-damage' }],
    contact,
  },
  collect: {
    order: 50,
    title: t('领卡', 'Collect the card'),
    conditions: [
      t('收到领卡通知。', 'A notice says that the card lies ready.'),
      t(
        '未满{guardian.required-under}的，由监护人在银行网点领取。',
        'Under {guardian.required-under} the guardian collects it at the bank outlet.',
      ),
      t(
        '超过{collection.seal-after}未领取的卡封存，需重新申领。',
        'A card that is not collected for {collection.seal-after} is sealed and has to be applied for again.',
      ),
    ],
    materials: [
      identityDocument,
      t('代领的：双方有效身份证件', 'for a proxy: valid identity documents of both persons'),
    ],
    steps: [
      t('到通知的网点核验身份，当面核对卡面信息。', 'Prove who you are at the outlet named and check what is printed.'),
      t('签收；邮寄的凭签收记录。', 'Sign for the card; a posted card is signed for on delivery.'),
    ],
    channels: ['bank-outlet', 'service-point', 'employer'],
    timeLimits: [],
    fees: [],
    contact,
  },
  enable: {
    order: 60,
    title: t('启用社会保障功能', 'Enable the social security function'),
    conditions: [
      t(
        '已领取新卡。就医等使用前须先启用。',
        'The card has been collected. It must be enabled before it is used for medical care.',
      ),
      t('启用后，原卡社会保障功能同时停用。', 'From then on the social function of every older card is off.'),
    ],
    materials: [
      identityDocument,
      t('新卡（网上办理：卡号和短信验证码）', 'the new card (on line: its number and a one-time code)'),
    ],
    steps: [
      t('核验身份和持卡，设置社会保障功能密码。', 'Prove who you are and that you hold the card; set the PIN.'),
      t('启用即时生效。', 'It works at once.'),
    ],
    channels: ['website', 'wechat', 'mini-program', 'service-point', 'bank-outlet', 'kiosk'],
    timeLimits: [],
    fees: [],
    contact,
  },
  'activate-finance': {
    order: 70,
    title: t('激活金融功能', 'Activate the financial function'),
    conditions: [
      t('自愿办理，由本人到发卡银行任一网点。', 'Voluntary; in person at any outlet of the bank that issued the card.'),
      t('激活金融功能的同时启用社会保障功能。', 'Activating the financial function also enables the social one.'),
    ],
    materials: [identityDocument, t('社会保障卡', 'the card')],
    steps: [t('银行核验身份，设置金融功能密码。', 'The bank proves who you are; you set the bank PIN.')],
    channels: ['issuing-bank'],
    timeLimits: [],
    fees: [],
    contact,
  },
  'report-loss-provisional': {
    order: 80,
    title: t('临时挂失', 'Report a loss provisionally'),
    conditions: [
      t(
        '卡片可能遗失时，随时可在任一渠道办理，受理即生效。',
        'Whenever the card may be lost, through any channel, around the clock; it takes effect on receipt.',
      ),
      t(
        '社会保障功能临时挂失有效{loss.social.provisional}，金融功能{loss.finance.provisional}，到期自动解除；到期前{loss.lapse-warning}提醒。',
        'The report lasts {loss.social.provisional} for the social function and {loss.finance.provisional} for the financial one, then lapses by itself; a warning comes {loss.lapse-warning} before.',
      ),
      t('两项功能{loss.coupling}。', 'The two functions are reported {loss.coupling}.'),
    ],
    materials: [t('本人姓名和身份证件号码', 'name and identity number')],
    steps: [
      t('核验身份，选择挂失的功能。', 'Prove who you are and choose the functions.'),
      t('保存受理编号和生效时间。', 'Keep the receipt with its time.'),
    ],
    channels: ['website', 'wechat', 'mini-program', 'hotline', 'kiosk', 'bank-outlet', 'service-point'],
    timeLimits: [
      { of: t('从受理到联机终端拒绝', 'from receipt to refusal at on-line terminals'), figure: 'stop.online-terminal' },
    ],
    fees: [],
    contact,
  },
  'report-loss-formal': {
    order: 90,
    title: t('正式挂失', 'Report a loss formally'),
    conditions: [
      t(
        '确认遗失，须核验身份；正式挂失后不能解挂。',
        'The card is lost for certain; identity is checked; a formal report cannot be released.',
      ),
      t('年老、病弱等不便本人办理的，可以委托他人。', 'Infirm persons may send a proxy.'),
    ],
    materials: [
      identityDocument,
      t('代办的：双方有效身份证件', 'for a proxy: valid identity documents of both persons'),
    ],
    steps: [
      t('核验身份，办理挂失。', 'Prove who you are and report the loss.'),
      t('可同时申请补卡。', 'A re-issue can be applied for at the same time.'),
    ],
    channels: ['bank-outlet', 'service-point', 'website', 'wechat', 'mini-program'],
    timeLimits: [
      { of: t('从受理到联机终端拒绝', 'from receipt to refusal at on-line terminals'), figure: 'stop.online-terminal' },
    ],
    fees: [],
    contact,
  },
  'release-loss': {
    order: 100,
    title: t('解挂', 'Release a loss report'),
    conditions: [
      t(
        '卡片找到，且挂失为临时挂失并仍在有效期内。',
        'The card was found and the report is a provisional one that still runs.',
      ),
      t('须由持卡人办理；渠道会留存记录。', 'Only the holder can do it; the channel is recorded.'),
    ],
    materials: [identityDocument],
    steps: [t('核验身份，解除挂失，原功能恢复。', 'Prove who you are; the function works again.')],
    channels: ['website', 'wechat', 'mini-program', 'bank-outlet', 'service-point'],
    timeLimits: [],
    fees: [],
    contact,
  },
  'change-pin': {
    order: 110,
    title: t('修改密码', 'Change the PIN'),
    conditions: [
      t('知道原密码。密码为{pin.length}数字。', 'You know the PIN. It has {pin.length}.'),
      t('金融功能密码由发卡银行办理。', 'The bank PIN is changed at the bank.'),
    ],
    materials: [t('社会保障卡', 'the card')],
    steps: [t('输入原密码，设置新密码。', 'Enter the old PIN, then the new one.')],
    channels: ['website', 'wechat', 'mini-program', 'kiosk', 'bank-outlet', 'service-point'],
    timeLimits: [],
    fees: [],
    contact,
  },
  'reset-pin': {
    order: 120,
    title: t('重置密码', 'Reset the PIN'),
    conditions: [
      t(
        '忘记密码，或一日内输错{pin.server-tries}后被锁定。',
        'The PIN is forgotten, or locked after {pin.server-tries} wrong in a day.',
      ),
      t('工作人员看不到、也不能代设密码。', 'Nobody at the counter sees or sets the PIN.'),
    ],
    materials: [identityDocument, t('社会保障卡', 'the card')],
    steps: [
      t('窗口核验身份。', 'Prove who you are at the counter.'),
      t('在{pin.reset-window}内自行设置新密码。', 'Set a new PIN yourself within {pin.reset-window}.'),
    ],
    channels: ['bank-outlet', 'service-point', 'kiosk'],
    timeLimits: [],
    fees: [],
    contact,
  },
  'change-information': {
    order: 130,
    title: t('信息变更', 'Change information'),
    conditions: [
      t('联系电话、地址可直接变更。', 'Phone number and address are changed directly.'),
      t(
        '姓名、社会保障号码、性别、民族、出生日期以权威登记为准，变更后须换卡。',
        'Name, social security number, sex, ethnic group and birth date follow the authoritative register; the card is exchanged afterwards.',
      ),
    ],
    materials: [identityDocument],
    steps: [
      t('核验身份，提交变更。', 'Prove who you are and state the change.'),
      t('登记信息变更的，同时申请换卡。', 'Where printed data change, apply for the exchange.'),
    ],
    channels: ['website', 'wechat', 'mini-program', 'bank-outlet', 'service-point', 'employer'],
    timeLimits: [],
    fees: [],
    contact,
  },
  cancel: {
    order: 140,
    title: t('注销', 'Cancel the card'),
    conditions: [
      t(
        '死亡、迁出或权益终止、重复领卡、本人申请等。注销不可恢复。',
        'Death, moving away or end of entitlement, a duplicate, request of the holder. Cancellation is final.',
      ),
      t('银行账户由发卡银行结清。', 'The bank closes the account.'),
    ],
    materials: [
      identityDocument,
      t('社会保障卡（如有）', 'the card, if there is one'),
      t('代办的：关系证明', 'for relatives: proof of the relation'),
    ],
    steps: [
      t('核验身份和原因。', 'Identity and reason are checked.'),
      t('社会保障功能注销，银行办理销户。', 'The social function ends; the bank closes the account.'),
    ],
    channels: ['bank-outlet', 'service-point'],
    timeLimits: [],
    fees: [],
    contact,
  },
  'status-inquiry': {
    order: 150,
    title: t('应用状态查询', 'Ask for the status'),
    conditions: [t('查询卡片、两项功能和申领进度。', 'State of the card, of both functions and of an application.')],
    materials: [t('本人登录，或窗口核验身份', 'signed in, or identified at the counter')],
    steps: [t('查看当前状态和下一步。', 'Read the state and the next step.')],
    channels: ['website', 'wechat', 'mini-program', 'kiosk', 'hotline', 'bank-outlet', 'service-point'],
    timeLimits: [],
    fees: [],
    contact,
  },
  'guardian-and-proxy': {
    order: 160,
    title: t('监护人办理和委托代办', 'Guardians and proxies'),
    conditions: [
      t(
        '未满{guardian.required-under}的，由监护人申领、在银行网点领取并启用；成年后监护办理自动终止。',
        'Under {guardian.required-under} the guardian applies, collects at a bank outlet and enables; this ends by itself at that age.',
      ),
      t(
        '一人最多为{proxy.max-relatives}亲属代办，每次授权最长{proxy.max-duration}，可以续期、随时撤销。',
        'A person may act for {proxy.max-relatives} of the family; a proxy lasts at most {proxy.max-duration}, can be renewed and revoked at any time.',
      ),
    ],
    materials: [
      t('双方有效身份证件', 'valid identity documents of both persons'),
      t('监护或亲属关系证明', 'proof of guardianship or relation'),
    ],
    steps: [
      t(
        '登记监护关系，或由本人授权代办事项和期限。',
        'The guardianship is recorded, or the person grants a proxy with its scope and end.',
      ),
      t('代办时核验代办人身份。', 'The proxy is identified each time.'),
    ],
    channels: ['website', 'wechat', 'mini-program', 'bank-outlet', 'service-point'],
    timeLimits: [],
    fees: [],
    contact,
  },
  'home-visit': {
    order: 170,
    title: t('老年人、残疾人服务', 'Services for elderly and disabled persons'),
    conditions: [
      t('行动不便的可预约上门服务。', 'Those who cannot come may ask for a visit at home.'),
      t('不以人脸识别作为唯一核验方式。', 'Face recognition is never the only way to prove who one is.'),
    ],
    materials: [identityDocument],
    steps: [t('拨打{contact.hotline}预约。', 'Call {contact.hotline}.')],
    channels: ['hotline', 'service-point', 'bank-outlet'],
    timeLimits: [],
    fees: [],
    contact,
  },
  'fraud-warning': {
    order: 180,
    title: t('防诈骗提示', 'Beware of fraud'),
    conditions: [
      t(
        '社保部门不会通过短信链接索要账户、密码或验证码。',
        'The bureau never asks for an account, a PIN or a code by a link in a message.',
      ),
    ],
    materials: [],
    steps: [t('有疑问请拨打{contact.hotline}。', 'In doubt call {contact.hotline}.')],
    channels: ['hotline'],
    timeLimits: [],
    fees: [],
    contact,
  },
}
