/** Article 8 and PIPL 31: what a guardian agrees to for a young child; the version that was read is recorded (M8.4). */
export const guardianConsent = {
  version: '2026-1',
  zh: [
    '我是孩子的监护人，同意为制作和使用社会保障卡处理孩子的姓名、证件号码、照片和联系方式。',
    '这些信息只提供给制卡银行、制卡机构和社会保险经办机构，用于制卡、发卡和社会保障服务。',
    '我可以随时查询谁使用过这些信息，申请更正，或在制卡前撤回申请。',
  ],
  en: [
    'I am the child’s guardian and agree that the child’s name, identity number, photo and contact data are handled to make and use a social security card.',
    'Only the bank, the maker of the card and the social insurance offices receive them, to make and hand over the card and for social-security services.',
    'I can see at any time who has used them, ask for corrections, and withdraw the application until the card is being made.',
  ],
} as const
