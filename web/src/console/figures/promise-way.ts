/** Which service made the promise, by the rule that it was made under. */
const ways: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'sla.first-issue.online': { zh: '首次申领（网上）', en: 'first card, on line' },
  'sla.first-issue.district-point': { zh: '首次申领（服务点）', en: 'first card, district point' },
  'sla.reissue.online': { zh: '补换卡（网上）', en: 're-issue, on line' },
  'sla.reissue.bank-non-instant': { zh: '补换卡（银行网点）', en: 're-issue, bank outlet' },
  'sla.instant': { zh: '即时制卡', en: 'on the spot' },
}

/** A rule of earlier years stands for itself. */
export function promiseWay(rule: string): { readonly zh: string; readonly en: string } {
  return ways[rule] ?? { zh: rule, en: rule }
}
