import { type RightsRow, rights } from '@yika/core/access/rights.ts'
import { type Chapter, type Operation, pathOf } from '@yika/core/operation/operation.ts'
import { refusals } from '@yika/core/refusal/catalogue.ts'
import type { RefusalEntry } from '@yika/core/refusal/refusal.ts'
import { type HttpLimits, httpLimits } from './http-limits.ts'
import { escapeHtml, page } from './kernel/page.ts'

/** Articles of the Measures are cited; words of the chapters stand beside the names that the addresses use. */
const chapterTitles: Readonly<Record<Chapter, string>> = {
  policy: '规则 · Rules',
  service: '服务指南 · Service guide',
  bank: '合作银行 · Banks and outlets',
  holder: '持卡人 · Holders',
  application: '申领 · Applications',
  production: '制作 · Production',
  distribution: '发放 · Distribution',
  card: '卡的使用 · The card in use',
  terminal: '用卡终端 · Terminals',
  'status-list': '状态名单 · Status lists',
  'e-card': '电子社保卡 · The e-card',
  use: '用卡判定 · Use of the card',
  ledger: '账务 · The ledger',
  settlement: '结算与发放 · Settlement and benefits',
  travel: '交通出行 · Travel',
  reconciliation: '对账 · Reconciliation',
  access: '机构与账户 · Organisations and accounts',
  oversight: '监督 · Oversight',
}

const kinds = {
  command: '办理 · command',
  query: '查询 · query',
  public: '公开 · public',
} as const satisfies Record<Operation['kind'], string>

/** The reference of the API as one page without scripts: every operation, who may use it, every refusal. */
export function referencePage(operations: readonly Operation[]): string {
  const chapters = [...Map.groupBy(operations, (operation) => operation.chapter)]
  const contents = chapters.map(([chapter]) => `<a href="#${chapter}">${chapterTitles[chapter]}</a>`).join('<br>')
  const sections = chapters.map(
    ([chapter, list]) => `<h2 id="${chapter}">${chapterTitles[chapter]}</h2>${list.map(operationSection).join('')}`,
  )
  return page(
    'Yika 一卡 · API',
    `<p><a href="/">Yika 一卡</a></p><h1>接口说明 · API reference</h1>
<p>办理用 POST 并附 <code>Idempotency-Key</code>（先生成并保存，重试时用同一个）；查询也用 POST，使号码不出现在网址中；公开信息用 GET。
除公开信息外均须登录并附 <code>Authorization: Bearer</code>。拒绝以 <code>application/problem+json</code> 说明原因、条款和下一步。</p>
<p lang="en">Commands are POST with an <code>Idempotency-Key</code> that the client makes, keeps and sends again when it retries; queries are POST, so that
no number stands in an address; what is public is GET. All but the public reads need <code>Authorization: Bearer</code>. A refusal is
<code>application/problem+json</code>: why, by which article, and what to do next. Machine-readable: <a href="/openapi.json">/openapi.json</a>.</p>
<p>${contents}<br><a href="#limits">限制 · Limits</a><br><a href="#refusals">拒绝 · Refusals</a></p>${sections.join('')}${limitTable()}${refusalTable()}`,
  )
}

function operationSection(operation: Operation): string {
  const row: RightsRow = (rights as Record<string, RightsRow>)[operation.name] ?? {}
  const who =
    operation.kind === 'public'
      ? 'everybody'
      : Object.entries(row)
          .map(([role, scope]) => `${role} (${scope})`)
          .join(', ')
  const method = operation.kind === 'public' ? 'GET' : 'POST'
  return `<details id="${operation.name}"><summary>${escapeHtml(operation.title.zh)} · <span lang="en">${escapeHtml(operation.title.en)}</span>
<small><code>${method} ${pathOf(operation)}</code></small></summary>
<p>${kinds[operation.kind]} · 第 ${operation.article} 条 <span lang="en">Article ${operation.article}</span><br>可用 · may: ${escapeHtml(who || 'nobody')}</p>
<h4>提交 · input</h4><pre>${schemaText(operation.input)}</pre><h4>答复 · answer</h4><pre>${schemaText(operation.answer)}</pre></details>`
}

const limitWords: Readonly<Record<keyof HttpLimits, string>> = {
  bodyBytes: '请求体字节 · bytes of a body',
  headerBytes: '请求行与请求头字节 · bytes of request line and headers',
  bodyDepth: 'JSON 嵌套层数 · nesting of JSON',
  headersMs: '请求头到达（毫秒） · ms for the headers to arrive',
  requestMs: '请求到达（毫秒） · ms for the request to arrive',
  answerMs: '答复（毫秒），之后为 answer-late · ms for the answer, then answer-late',
  readyMs: '/readyz 等待数据库（毫秒） · ms that /readyz waits for the database',
  idempotencyKeyLeast: 'Idempotency-Key 最少字符 · least characters',
  idempotencyKeyMost: 'Idempotency-Key 最多字符 · most characters',
}

function limitTable(): string {
  const rows = Object.entries(limitWords).map(
    ([name, words]) => `<tr><td>${words}</td><td>${httpLimits[name as keyof HttpLimits]}</td></tr>`,
  )
  return `<h2 id="limits">限制 · Limits</h2><table>${rows.join('')}</table>`
}

function schemaText(schema: object): string {
  return escapeHtml(JSON.stringify(schema, null, 2))
}

function refusalTable(): string {
  const rows = Object.entries(refusals as Record<string, RefusalEntry>).map(
    ([code, entry]) =>
      `<tr><td><code>${code}</code></td><td>${entry.status}</td><td>${entry.article ?? ''}</td>
<td>${escapeHtml(entry.zh)}<br>${escapeHtml(entry.remedy.zh)}</td><td>${escapeHtml(entry.en)}<br>${escapeHtml(entry.remedy.en)}</td></tr>`,
  )
  return `<h2 id="refusals">拒绝 · Refusals</h2><table><tr><th>code</th><th>status</th><th>article</th><th>中文</th><th>English</th></tr>${rows.join('')}</table>`
}
