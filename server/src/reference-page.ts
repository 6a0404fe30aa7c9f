import { type RightsRow, rights } from '@yika/core/access/rights.ts'
import { type Operation, pathOf } from '@yika/core/operation/operation.ts'
import { refusals } from '@yika/core/refusal/catalogue.ts'
import type { RefusalEntry } from '@yika/core/refusal/refusal.ts'
import { escapeHtml, page } from './kernel/page.ts'

/** The reference of the API as one page without scripts: every operation, who may use it, every refusal. */
export function referencePage(operations: readonly Operation[]): string {
  const chapters = Map.groupBy(operations, (operation) => operation.chapter)
  const contents = [...chapters.keys()].map((chapter) => `<a href="#${chapter}">${chapter}</a>`).join(' · ')
  const sections = [...chapters].map(
    ([chapter, list]) => `<h2 id="${chapter}">${chapter}</h2>${list.map(operationSection).join('')}`,
  )
  return page(
    'Yika 一卡 · API',
    `<h1>Yika 一卡 API</h1>
<p>Machine-readable: <a href="/openapi.json">/openapi.json</a>. Commands are POST with an <code>Idempotency-Key</code>;
queries are POST so that no number stands in an address; public reads are GET.</p>
<p>${contents} · <a href="#refusals">refusals</a></p>${sections.join('')}${refusalTable()}`,
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
  return `<details id="${operation.name}"><summary><code>${method} ${pathOf(operation)}</code>
${escapeHtml(operation.title.en)} · ${escapeHtml(operation.title.zh)} · Article ${operation.article}</summary>
<p>${operation.kind}; may: ${escapeHtml(who || 'nobody')}</p>
<h4>input</h4><pre>${schemaText(operation.input)}</pre><h4>answer</h4><pre>${schemaText(operation.answer)}</pre></details>`
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
  return `<h2 id="refusals">refusals</h2><table><tr><th>code</th><th>status</th><th>article</th><th>中文</th><th>English</th></tr>${rows.join('')}</table>`
}
