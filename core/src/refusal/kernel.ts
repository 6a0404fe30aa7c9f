import type { RefusalEntry } from './refusal.ts'

/** Refusals that any command can meet before a rule of its chapter is asked. */
export const kernelRefusals = {
  'input-invalid': {
    status: 400,
    zh: '提交的内容不符合要求：{path} {reason}。',
    en: 'What was sent does not fit: {path} {reason}.',
    remedy: { zh: '请按接口说明改正后重新提交。', en: 'Correct the named field and send again.' },
  },
  'idempotency-key-missing': {
    status: 400,
    zh: '缺少 Idempotency-Key 请求头，或其不是 8 至 200 个可见 ASCII 字符。',
    en: 'The header Idempotency-Key is missing, or is not 8 to 200 visible ASCII characters.',
    remedy: {
      zh: '请先生成并保存一个唯一标识，再随请求发送；重试时使用同一标识。',
      en: 'Make a unique key, keep it, and send it with the command; use the same key when you retry.',
    },
  },
  'idempotency-key-reused': {
    status: 422,
    zh: '同一 Idempotency-Key 已用于不同内容的请求。',
    en: 'This Idempotency-Key was used before for a different input.',
    remedy: { zh: '新的办理请使用新的标识。', en: 'Use a new key for a new command.' },
  },
  'sign-in-required': {
    status: 401,
    zh: '请先登录。',
    en: 'Please sign in first.',
    remedy: { zh: '登录后重试，已填写的内容不会丢失。', en: 'Sign in and try again; what you entered is kept.' },
  },
  'not-permitted': {
    status: 403,
    article: 11,
    zh: '您的岗位无权办理此事项或查看此人。',
    en: 'Your role may not do this, or not for this person.',
    remedy: {
      zh: '请由有权限的岗位办理；需要调整权限请联系本单位安全管理员。',
      en: 'Ask a colleague whose role may do it, or your security administrator to change the role.',
    },
  },
  'visit-required': {
    status: 403,
    article: 11,
    zh: '当事人未在本网点完成身份核验。',
    en: 'The person has not been identified at this counter.',
    remedy: {
      zh: '请先核验到场人身份（登记到访），再办理。',
      en: 'Identify the person who is present (open a visit), then go on.',
    },
  },
  'case-required': {
    status: 403,
    article: 11,
    zh: '查询个人信息须注明与其有关的业务。',
    en: 'Personal data are shown only for a case that concerns this person.',
    remedy: { zh: '请填写本人正在办理的业务编号。', en: 'Give the identifier of the case you are working on.' },
  },
  'not-found': {
    status: 404,
    zh: '没有找到所指的记录。',
    en: 'There is no such record.',
    remedy: { zh: '请核对编号。', en: 'Check the identifier.' },
  },
  'address-unknown': {
    status: 404,
    zh: '没有这个地址。',
    en: 'There is nothing at this address.',
    remedy: { zh: '请对照接口说明（/docs）核对地址。', en: 'Compare the address with the API reference at /docs.' },
  },
  'method-not-allowed': {
    status: 405,
    zh: '此地址只接受 {allowed} 请求。',
    en: 'This address takes only {allowed}.',
    remedy: { zh: '请改用所列的请求方法。', en: 'Use a method that is named here.' },
  },
  'request-malformed': {
    status: 400,
    zh: '请求不符合 HTTP 协议。',
    en: 'This is not a well-formed HTTP request.',
    remedy: { zh: '请检查发送请求的程序或代理。', en: 'Check the program or the proxy that sent it.' },
  },
  'request-too-slow': {
    status: 408,
    zh: '请求未在规定时间内发完。',
    en: 'The request did not arrive in time.',
    remedy: { zh: '请检查网络后重新发送。', en: 'Check the connection and send it again.' },
  },
  'headers-too-large': {
    status: 431,
    zh: '请求头过大。',
    en: 'The headers of the request are too large.',
    remedy: { zh: '请减少请求头后重新发送。', en: 'Send fewer or shorter headers.' },
  },
  'body-too-large': {
    status: 413,
    zh: '提交的内容超过 {most} 字节。',
    en: 'What was sent is larger than {most} bytes.',
    remedy: { zh: '请压缩照片，或分几次提交。', en: 'Send a smaller photo, or the list in several parts.' },
  },
  'media-type-unsupported': {
    status: 415,
    zh: '只接受 application/json。',
    en: 'Only application/json is taken.',
    remedy: { zh: '请以 JSON 提交并注明 Content-Type。', en: 'Send JSON and say so in Content-Type.' },
  },
  'answer-late': {
    status: 503,
    zh: '未能及时答复；是否已经生效尚不确定。',
    en: 'No answer in time; it is not certain whether it took effect.',
    remedy: {
      zh: '请用同一 Idempotency-Key 重新发送：已生效的不会重复办理，并会得到当时的答复。',
      en: 'Send it again with the same Idempotency-Key: nothing happens twice, and you get the answer of the first time.',
    },
  },
  'changed-meanwhile': {
    status: 409,
    zh: '记录刚刚被他人更改。',
    en: 'Somebody else changed the record a moment ago.',
    remedy: { zh: '请刷新后重试。', en: 'Read the record again and repeat the step.' },
  },
  'same-person-twice': {
    status: 403,
    article: 17,
    zh: '须由另一人复核。',
    en: 'A second person has to confirm this.',
    remedy: { zh: '请由未经办此事的同事复核。', en: 'Ask a colleague who did not take the first step.' },
  },
  'policy-missing': {
    status: 503,
    article: 17,
    zh: '规则参数 {key} 在 {day} 没有有效取值。',
    en: 'The rule {key} has no value in force on {day}.',
    remedy: {
      zh: '请联系负责该参数的部门发布取值后再办理。',
      en: 'Ask the office that owns this value to publish one, then try again.',
    },
  },
  incident: {
    status: 500,
    zh: '系统出现故障，本次未作任何更改（事件编号 {incident}）。',
    en: 'Something went wrong on our side; nothing was changed (incident {incident}).',
    remedy: {
      zh: '请稍后用同一 Idempotency-Key 重试；仍不成功请拨打 96066 并告知事件编号。',
      en: 'Try again later with the same Idempotency-Key; if it fails again call 96066 and name the incident.',
    },
  },
} as const satisfies Record<string, RefusalEntry>
