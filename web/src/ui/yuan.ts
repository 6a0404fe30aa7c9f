import { useLanguage } from './words.ts'

const fenOfYuan = 100

/** Fen as people read money. `moved` says the sign of what came in and went out. */
export function useYuan(): { of(fen: number): string; moved(fen: number): string } {
  const language = useLanguage()
  const format = (signDisplay: 'auto' | 'exceptZero') =>
    new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      ...{ style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol', signDisplay },
    })
  return {
    of: (fen) => format('auto').format(fen / fenOfYuan),
    moved: (fen) => format('exceptZero').format(fen / fenOfYuan),
  }
}
