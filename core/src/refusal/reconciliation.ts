import type { RefusalEntry } from './refusal.ts'

/** Refusals of the chapter reconciliation: three parties say the same every day (Article 13). */
export const reconciliationRefusals = {
  'reconciliation-file-line': {
    status: 422,
    article: 13,
    zh: '对账文件第 {line} 行不符合格式。',
    en: 'Line {line} of the file does not have the form that was agreed.',
    remedy: {
      zh: '请按接口说明改正该行后重新提交整个文件；本次未作任何更改。',
      en: 'Correct the line and send the whole file again; nothing of it was taken.',
    },
  },
  'reconciliation-file-amount': {
    status: 422,
    article: 13,
    zh: '对账文件第 {line} 行的金额无效：须为大于零、不超过上限的整数分。',
    en: 'The amount in line {line} of the file is not valid: whole fen, above zero and within the limit.',
    remedy: {
      zh: '请改正金额，用借贷栏表示方向；本次未作任何更改。',
      en: 'Correct the amount; the side stands in its own column. Nothing of the file was taken.',
    },
  },
  'reconciliation-file-duplicate': {
    status: 422,
    article: 13,
    zh: '对账文件第 {line} 行的流水号重复。',
    en: 'Line {line} of the file repeats a number.',
    remedy: {
      zh: '请删除重复行后重新提交；本次未作任何更改。',
      en: 'Remove the repetition and send the file again; nothing of it was taken.',
    },
  },
  'reconciliation-file-count': {
    status: 422,
    article: 13,
    zh: '对账文件首行写明 {stated} 笔，实际 {found} 笔。',
    en: 'The head of the file says {stated} lines; there are {found}.',
    remedy: {
      zh: '请核对文件是否完整后重新提交；本次未作任何更改。',
      en: 'See whether the file is complete and send it again; nothing of it was taken.',
    },
  },
  'reconciliation-file-total': {
    status: 422,
    article: 13,
    zh: '对账文件首行合计 {stated} 分，各行合计 {found} 分。',
    en: 'The head of the file says {stated} fen in all; the lines add up to {found}.',
    remedy: {
      zh: '请核对后重新提交；本次未作任何更改。',
      en: 'Check the file and send it again; nothing of it was taken.',
    },
  },
  'reconciliation-file-too-long': {
    status: 413,
    article: 13,
    zh: '一个对账文件最多 {most} 行。',
    en: 'A file takes at most {most} lines.',
    remedy: { zh: '请联系对账管理部门分送。', en: 'Ask the office to take it in parts.' },
  },
  'reconciliation-file-encoding': {
    status: 422,
    article: 13,
    zh: '对账文件不是所注明的编码。',
    en: 'The file is not in the encoding that was named.',
    remedy: { zh: '请以 UTF-8 或 GB18030 编码提交并注明。', en: 'Send UTF-8 or GB18030, and say which.' },
  },
  'reconciliation-file-other': {
    status: 409,
    article: 13,
    zh: '该账务日已收到内容不同的文件。',
    en: 'A different file for this day was received already.',
    remedy: {
      zh: '差异由双人核对处理；如前一文件有误，请联系对账管理部门。',
      en: 'Two people of the office clear the differences; call them where the first file was wrong.',
    },
  },
  'reconciliation-file-foreign': {
    status: 422,
    article: 13,
    zh: '对账文件含有其他对账方 {partner} 的行。',
    en: 'The file has lines about another partner, {partner}.',
    remedy: {
      zh: '只有银行可以列出经其划转的其他对账方；请删除这些行后重新提交整个文件，本次未作任何更改。',
      en: 'Only a bank lists what went through it for others. Remove these lines and send the file again; nothing of it was taken.',
    },
  },
  'reconciliation-day-ahead': {
    status: 422,
    article: 13,
    zh: '账务日不能晚于今天。',
    en: 'The day of the file is still to come.',
    remedy: { zh: '请核对文件首行的日期。', en: 'Check the day in the head of the file.' },
  },
  'reconciliation-partner-unknown': {
    status: 404,
    article: 13,
    zh: '没有登记这个对账方。',
    en: 'This partner is not registered.',
    remedy: { zh: '请核对文件首行的对账方编号。', en: 'Check the partner in the head of the file.' },
  },
  'exception-unknown': {
    status: 404,
    article: 13,
    zh: '没有这项对账差异。',
    en: 'There is no such difference.',
    remedy: { zh: '请从差异列表中选择。', en: 'Choose one from the list of differences.' },
  },
  'exception-not-open': {
    status: 409,
    article: 13,
    zh: '该差异已有处理意见或已结清。',
    en: 'A closing was proposed already, or it is closed.',
    remedy: { zh: '请刷新列表。', en: 'Read the list again.' },
  },
  'exception-not-proposed': {
    status: 409,
    article: 13,
    zh: '该差异没有待复核的处理意见。',
    en: 'Nothing waits for a second person here.',
    remedy: { zh: '请先由一人提出处理意见。', en: 'One person has to propose the closing first.' },
  },
} as const satisfies Record<string, RefusalEntry>
