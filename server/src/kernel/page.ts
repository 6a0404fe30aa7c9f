export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

const style = `
:root{color-scheme:light dark;--line:#d5dae3;--soft:#f3f5f9;--link:#0b4fb3;--quiet:#4a5160}
body{font:1rem/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1a1d24;background:#fff}
a{color:var(--link)}h1{font-size:1.7rem;margin-bottom:.3rem}h2{margin:2.2rem 0 .6rem;padding-bottom:.2rem;border-bottom:1px solid var(--line)}h4{margin:.8rem 0 .2rem}
code{font-size:.9em;overflow-wrap:anywhere}pre{background:var(--soft);padding:.8rem;overflow:auto;font-size:.8rem}small{color:var(--quiet);font-size:.85rem}
details{margin:.25rem 0;border:1px solid var(--line);border-radius:.4rem}summary{cursor:pointer;padding:.45rem .8rem}details>:not(summary){margin-left:.8rem;margin-right:.8rem}
table{border-collapse:collapse;font-size:.9rem;width:100%}td,th{border:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top}th{background:var(--soft)}
ul.cards{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:.8rem}ul.cards li{border:1px solid var(--line);border-radius:.5rem;padding:.8rem 1rem}ul.cards a{font-weight:600}ul.cards small{display:block}
:focus-visible{outline:3px solid #f59e0b;outline-offset:2px}
@media (prefers-color-scheme:dark){:root{--line:#3a404b;--soft:#1f232a;--link:#8ab4f8;--quiet:#b4bac6}body{background:#14161a;color:#e8eaee}}
`

/** What a browser may do with such a page: show it with this one style, named by its SHA-256, and nothing else. */
export const pagePolicy =
  "default-src 'none'; style-src 'sha256-KKr8INgitsaHlGOBDMgZSnAJes1Eem5WVq2rHKAeawQ='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** A small page in the house's plain style; pages of the server carry no script. Goes out under `pagePolicy`. */
export function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}</style></head><body>${body}</body></html>`
}
