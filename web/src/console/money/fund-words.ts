/** The funds and insurances of the medical chapter, as the bureau calls them. */
export const fundWords: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'employee-medical': { zh: '职工基本医疗保险', en: 'Medical insurance of employees' },
  'resident-medical': { zh: '城乡居民基本医疗保险', en: 'Medical insurance of residents' },
  'large-amount': { zh: '大额医疗互助资金', en: 'Large-amount fund' },
}
