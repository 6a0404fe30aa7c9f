export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** A small page in the house's plain style; pages of the server carry no script. */
export function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>
body{font:16px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
a{color:#0b57d0}h1{font-size:1.6rem}h2{margin-top:2rem;border-bottom:1px solid #ddd}details{margin:.4rem 0}summary{cursor:pointer}
pre{background:#f5f5f5;padding:.8rem;overflow:auto;font-size:.8rem}table{border-collapse:collapse;font-size:.9rem}td,th{border:1px solid #ddd;padding:.3rem .6rem;text-align:left;vertical-align:top}
@media (prefers-color-scheme:dark){body{background:#111;color:#eee}a{color:#8ab4f8}pre{background:#222}td,th,h2{border-color:#444}}
</style></head><body>${body}</body></html>`
}
