import type { RefusalEntry } from './refusal.ts'

const showAgain = {
  zh: '请持卡人刷新二维码后重新扫描。',
  en: 'Let the holder make a new code and scan it again.',
} as const

/** Refusals of the chapter e-card: the card on a telephone (Articles 2, 9). */
export const eCardRefusals = {
  'e-card-code-unreadable': {
    status: 422,
    article: 9,
    zh: '这不是电子社会保障卡二维码，或扫描不完整。',
    en: 'This is no code of an e-card, or it was not scanned whole.',
    remedy: showAgain,
  },
  'e-card-code-key-unknown': {
    status: 422,
    article: 14,
    zh: '二维码所用的签发密钥不在本机的公钥列表中。',
    en: 'The code was issued under a key that is not among the public keys known here.',
    remedy: {
      zh: '请更新终端的公钥列表；仍不能识别的，按可疑卡处理。',
      en: 'Fetch the public keys anew; if it still fails, treat the code as doubtful.',
    },
  },
  'e-card-code-not-issued': {
    status: 403,
    article: 14,
    zh: '二维码不是本市签发的，签名不符。',
    en: 'The code was not issued by this city: its signature is wrong.',
    remedy: {
      zh: '请勿办理，请持卡人出示实体卡；可疑情况请上报。',
      en: 'Serve nobody on it, ask for the card itself, and report what looks like a forgery.',
    },
  },
  'e-card-code-altered': {
    status: 403,
    article: 14,
    zh: '二维码不是绑定的设备生成的，或内容被改动。',
    en: 'The code was not made by the telephone that it names, or it was changed.',
    remedy: {
      zh: '请勿办理，请持卡人在本人手机上重新出示。',
      en: 'Serve nobody on it; let the holder show the code on their own telephone.',
    },
  },
  'e-card-code-too-long': {
    status: 403,
    article: 9,
    zh: '二维码的有效时间超过规定的 {seconds} 秒。',
    en: 'The code claims to live longer than the {seconds} seconds that the rules allow.',
    remedy: showAgain,
  },
  'e-card-code-early': {
    status: 409,
    article: 9,
    zh: '二维码的生成时间（{at}）晚于本机时间，手机或终端的时钟不准。',
    en: 'The code was made at {at}, which has not come yet: a clock is wrong.',
    remedy: {
      zh: '请核对手机和终端的时间后重新扫描。',
      en: 'Check the clocks of telephone and terminal and scan again.',
    },
  },
  'e-card-code-expired': {
    status: 409,
    article: 9,
    zh: '二维码已于 {at} 失效。',
    en: 'The code expired at {at}.',
    remedy: showAgain,
  },
  'e-card-binding-expired': {
    status: 409,
    article: 9,
    zh: '手机的离线凭据已于 {at} 到期。',
    en: 'What the telephone holds for use without the network expired at {at}.',
    remedy: {
      zh: '请持卡人联网打开电子社会保障卡，凭据会自动更新；也可使用实体卡。',
      en: 'Open the e-card with the network on, and it renews itself; the card itself works, too.',
    },
  },
  'e-card-code-for-another-service': {
    status: 409,
    article: 9,
    zh: '二维码是为另一项服务生成的。',
    en: 'The code was made for another service.',
    remedy: {
      zh: '请持卡人选择本项服务后重新出示。',
      en: 'Let the holder choose this service and show a new code.',
    },
  },
  'e-card-code-used': {
    status: 409,
    article: 9,
    zh: '二维码已使用过，每个二维码只能使用一次。',
    en: 'The code was used already: each counts once.',
    remedy: showAgain,
  },
  'e-card-none': {
    status: 409,
    article: 2,
    zh: '没有未注销的实体社会保障卡，电子社会保障卡不存在。',
    en: 'There is no e-card without a card that is not cancelled.',
    remedy: {
      zh: '请先申领实体社会保障卡，电子卡随卡生成。',
      en: 'Apply for a card first: the e-card comes with it.',
    },
  },
  'e-card-not-listed-yet': {
    status: 409,
    article: 9,
    zh: '新卡正在进入状态名单，离线凭据稍后才能签发。',
    en: 'The card is just entering the status list; what works without the network comes after that.',
    remedy: { zh: '请数秒后重试。', en: 'Try again in a few seconds.' },
  },
  'e-card-status-unknown': {
    status: 409,
    article: 9,
    zh: '本机没有该卡所在的状态名单或名单已过期，不能离线核验。',
    en: 'This terminal has no status list of the card that may still be used: it cannot be checked without the network.',
    remedy: { zh: '请联网更新名单，或改用实体卡。', en: 'Fetch the list with the network on, or use the card itself.' },
  },
  'e-card-listed-suspended': {
    status: 409,
    article: 9,
    zh: '据 {at} 的状态名单，实体卡已挂失或锁定。',
    en: 'By the status list of {at} the card is reported lost or locked.',
    remedy: {
      zh: '请持卡人处理实体卡；如已恢复，请联网更新名单。',
      en: 'See to the card; if it was released since, fetch the list anew.',
    },
  },
  'e-card-listed-ended': {
    status: 409,
    article: 9,
    zh: '据 {at} 的状态名单，手机凭据所指的卡已停用。',
    en: 'By the status list of {at} the card that the telephone speaks of has ended.',
    remedy: {
      zh: '请持卡人联网打开电子社会保障卡，凭据将随新卡更新。',
      en: 'Open the e-card with the network on: it follows the new card.',
    },
  },
  'e-card-listed-not-enabled': {
    status: 409,
    article: 9,
    zh: '据 {at} 的状态名单，实体卡尚未启用。',
    en: 'By the status list of {at} the card was never enabled.',
    remedy: { zh: '请先启用实体卡。', en: 'Enable the card first.' },
  },
  'e-card-pin-not-set': {
    status: 409,
    article: 9,
    zh: '尚未设置电子社会保障卡密码。',
    en: 'The e-card has no PIN yet.',
    remedy: { zh: '首次绑定设备时设置密码。', en: 'The PIN is set when the first device is bound.' },
  },
  'e-card-pin-locked': {
    status: 409,
    article: 9,
    zh: '电子社会保障卡密码已锁定至 {until}。',
    en: 'The PIN of the e-card is locked until {until}.',
    remedy: {
      zh: '到时可再试，或通过短信验证码或窗口重置密码。',
      en: 'Wait until then, or reset the PIN with a code to your telephone or at a counter.',
    },
  },
  'e-card-reset-unproven': {
    status: 409,
    article: 9,
    zh: '重置密码须有短信验证码，或由窗口核验身份后发起。',
    en: 'A reset needs the code sent to the registered telephone, or a check at a counter.',
    remedy: {
      zh: '请先获取验证码，或到服务窗口办理。',
      en: 'Ask for a code first, or go to a counter.',
    },
  },
  'device-key-invalid': {
    status: 422,
    article: 9,
    zh: '设备公钥无效。',
    en: 'The public key of the device is not a point of the curve.',
    remedy: { zh: '请更新应用后重新绑定。', en: 'Update the app and bind again.' },
  },
  'device-proof-wrong': {
    status: 403,
    article: 9,
    zh: '设备未能证明持有所绑定的密钥，或手机时间不准。',
    en: 'The device did not prove that it holds its key, or its clock is wrong.',
    remedy: {
      zh: '请核对手机时间后重试；仍不成功的，请解除绑定后重新绑定。',
      en: 'Check the clock of the telephone and try again, or bind the device anew.',
    },
  },
  'device-not-bound': {
    status: 409,
    article: 9,
    zh: '该设备没有绑定，或已解除绑定。',
    en: 'The device is not bound, or not any more.',
    remedy: { zh: '请在本机重新绑定。', en: 'Bind this device again.' },
  },
  'device-bound-already': {
    status: 409,
    article: 9,
    zh: '该设备已绑定。',
    en: 'This device is bound already.',
    remedy: { zh: '无需重复绑定。', en: 'Nothing more is needed.' },
  },
  'devices-too-many': {
    status: 409,
    article: 9,
    zh: '已绑定 {most} 台设备，不能再绑定。',
    en: 'There are {most} devices already, which is the most.',
    remedy: { zh: '请先解除一台不用的设备。', en: 'Unbind a device that is not used any more.' },
  },
  'credential-offer-ended': {
    status: 409,
    article: 2,
    zh: '领取凭证的邀请已使用、已过期或不存在。',
    en: 'The offer of the credential was used, has expired or never was.',
    remedy: { zh: '请登录后重新发起领取。', en: 'Sign in and ask for a new offer.' },
  },
} as const satisfies Record<string, RefusalEntry>
