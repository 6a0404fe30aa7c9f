/** Article 9: what a holder is told at collection and at enabling; the version shown is recorded (M9.1). */
export const dutyNotice = {
  version: '2026-1',
  zh: [
    '社会保障卡仅限本人使用，不得出租、出借、转让给他人；代他人办事请用代办关系，不必交出卡片和密码。',
    '请妥善保管卡片和密码。卡片丢失请立即挂失，挂失即时生效。',
    '工作人员不会以任何理由索要密码；短信不会附带链接索要账户或密码。',
  ],
  en: [
    'The card is for its holder alone: it must not be rented, lent or given away. Whoever helps you acts with their own identification and needs neither your card nor your PIN.',
    'Keep card and PIN safe. Report a loss at once; the report stops the card from that moment.',
    'No official ever asks for your PIN, and no message of ours carries a link that asks for an account or a PIN.',
  ],
} as const
