import { policyFigures } from '@yika/core/policy/policy-figures.ts'
import { useState } from 'react'
import type { Input } from '../client/operations.ts'
import { SelectField, TextField } from '../ui/field.tsx'
import { TextAreaField } from '../ui/text-area-field.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { Deed } from './deed.tsx'

const words = createWords('publish-interpretation', {
  zh: {
    publish: '公布条文解释',
    what: '立即在公众页面公布。公布后不能修改，只能撤回并重新公布。',
    article: '条款',
    articleN: '第 {{article}} 条',
    questionZh: '问题（中文）',
    questionEn: '问题（英文）',
    answerZh: '解释（中文）',
    answerEn: '解释（英文）',
    rule: '相关规则（可不选）',
    none: '无',
    source: '依据（文件名称或文号）',
    missing: '请填写两种语言的问题和解释，以及依据。',
    done: '已公布：第 {{article}} 条的解释。',
  },
  en: {
    publish: 'Publish an interpretation',
    what: 'It is published at once. It cannot be edited afterwards, only withdrawn and published anew.',
    article: 'Article',
    articleN: 'Article {{article}}',
    questionZh: 'Question (Chinese)',
    questionEn: 'Question (English)',
    answerZh: 'Answer (Chinese)',
    answerEn: 'Answer (English)',
    rule: 'Rule in which it takes effect (may stay open)',
    none: 'none',
    source: 'Source (document and number)',
    missing: 'Enter question and answer in both languages, and the source.',
    done: 'Published: an interpretation of Article {{article}}.',
  },
})

type ArticleNumber = Input<'policy/publish-interpretation'>['article']
const articles = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,
] as const satisfies readonly ArticleNumber[]
const texts = ['questionZh', 'questionEn', 'answerZh', 'answerEn'] as const
const unsaid = { questionZh: '', questionEn: '', answerZh: '', answerEn: '', rule: '', source: '' }

export function PublishInterpretation({ onDone }: { readonly onDone: (text: string) => void }) {
  const say = useSay(words)
  const said = useSaid()
  const [article, setArticle] = useState<ArticleNumber>(1)
  const [entered, setEntered] = useState(unsaid)
  const change = (field: keyof typeof unsaid) => (value: string) => setEntered({ ...entered, [field]: value })
  const input = () => {
    const source = entered.source.trim()
    if (texts.some((field) => entered[field].trim() === '') || source.length < 2) return say('missing')
    return {
      article,
      question: { zh: entered.questionZh.trim(), en: entered.questionEn.trim() },
      answer: { zh: entered.answerZh.trim(), en: entered.answerEn.trim() },
      policyKeys: entered.rule === '' ? [] : [entered.rule],
      source,
    }
  }
  return (
    <div className="row">
      <Deed
        name="policy/publish-interpretation"
        label={say('publish')}
        consequence={say('what')}
        input={input}
        onDone={() => {
          setEntered(unsaid)
          onDone(say('done', { article }))
        }}
      >
        <SelectField
          label={say('article')}
          value={String(article)}
          options={articles.map((one) => ({ value: String(one), label: say('articleN', { article: one }) }))}
          onValue={(value) => setArticle(articles.find((one) => String(one) === value) ?? 1)}
        />
        {texts.map((field) => (
          <TextAreaField
            key={field}
            label={say(field)}
            rows={2}
            maxLength={2000}
            value={entered[field]}
            onValue={change(field)}
          />
        ))}
        <SelectField
          label={say('rule')}
          value={entered.rule}
          any={say('none')}
          options={Object.entries(policyFigures).map(([value, { title }]) => ({ value, label: said(title) }))}
          onValue={change('rule')}
        />
        <TextField label={say('source')} value={entered.source} maxLength={500} onValue={change('source')} />
      </Deed>
    </div>
  )
}
