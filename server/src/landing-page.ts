import { page } from './kernel/page.ts'

/** The first page: what is here, for people who have just started it. */
export function landingPage(): string {
  return page(
    'Yika 一卡',
    `<h1>Yika 一卡</h1>
<p>社会保障卡管理平台 · The administration of a city's social security cards</p>
<ul>
<li><a href="/v1/service/guide">服务指南 · Service guide</a>（事项、条件、材料、步骤、时限、费用）</li>
<li><a href="/v1/bank/banks">合作银行目录 · Cooperating banks</a> · <a href="/v1/bank/outlets">网点 · Outlets</a></li>
<li><a href="/v1/policy/policy-values">规则参数 · Figures of the rules</a></li>
<li><a href="/docs">接口说明 · API reference</a> · <a href="/openapi.json">openapi.json</a></li>
<li><a href="/dev/outbox">短信发件箱 · Outbox</a>（仅本机可见 · on this machine only）</li>
<li><a href="/healthz">/healthz</a> · <a href="/readyz">/readyz</a> · <a href="/metrics">/metrics</a></li>
</ul>
<p>人社部门不会以短信或链接索要密码和银行卡号。The bureau never asks for a PIN or an account by a message.</p>`,
  )
}
