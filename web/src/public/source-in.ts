/** Sources are written `中文 / English`; one of them is enough. A source in one language stays as it is. */
export function sourceIn(source: string, language: 'zh' | 'en'): string {
  const [zh = source, en = zh] = source.split(' / ')
  return language === 'zh' ? zh : en
}
