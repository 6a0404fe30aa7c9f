import type { Role } from '../access/role.ts'

/** Where an item about the holder is recorded (Article 4). */
export const recordPlaces = ['register', 'chip', 'face', 'e-card'] as const
export type RecordPlace = (typeof recordPlaces)[number]

/** Who answers for the item being right. */
export type FieldOwner =
  | 'population register'
  | 'person'
  | 'department that vouches'
  | 'card office'
  | 'cooperating bank'
  | 'certificate system'
  | 'card factory'

export interface FieldEntry {
  readonly zh: string
  readonly en: string
  readonly owner: FieldOwner
  /** The standard or form that the value follows. */
  readonly format: string
  /** Characters in the register and on the card, bytes in the chip. */
  readonly length: number
  readonly seenBy: readonly Role[]
}

const holder = 'citizen'
const officers = ['bureau-officer', 'district-officer'] as const
const counters = [...officers, 'bank-clerk', 'bank-supervisor'] as const
const makers = ['production-manager', 'factory'] as const

/**
 * Article 4: one list of what is recorded about a holder in each place, with its owner, form, length and readers (M4.1).
 * A field that is not here is refused: the schemas of the wire, the personalisation file and the card face take their
 * fields from it. What leaves unmasked is decided by core/access.
 */
export const fieldList = {
  register: {
    name: {
      zh: '姓名',
      en: 'name',
      owner: 'population register',
      format: 'Unicode NFC',
      length: 100,
      seenBy: [holder, ...counters, ...makers, 'employer-agent'],
    },
    ssn: {
      zh: '社会保障号码',
      en: 'social security number',
      owner: 'population register',
      format: 'GB 11643 or the layout for foreigners',
      length: 18,
      seenBy: [holder, ...counters, 'production-manager'],
    },
    identityNumber: {
      zh: '证件号码',
      en: 'identity number',
      owner: 'population register',
      format: 'by kind of person',
      length: 18,
      seenBy: [holder, ...counters],
    },
    documentNumber: {
      zh: '其他证件号码',
      en: 'number of another document',
      owner: 'population register',
      format: 'by kind of person',
      length: 18,
      seenBy: [holder, ...officers],
    },
    sex: {
      zh: '性别',
      en: 'sex',
      owner: 'population register',
      format: 'GB/T 2261.1',
      length: 1,
      seenBy: [holder, ...counters, ...makers],
    },
    birthOn: {
      zh: '出生日期',
      en: 'date of birth',
      owner: 'population register',
      format: 'YYYY-MM-DD',
      length: 10,
      seenBy: [holder, ...counters, ...makers],
    },
    ethnicGroup: {
      zh: '民族',
      en: 'ethnic group',
      owner: 'population register',
      format: 'GB/T 3304',
      length: 2,
      seenBy: [holder, ...officers, ...makers],
    },
    nationality: {
      zh: '国家或地区',
      en: 'country or region',
      owner: 'population register',
      format: 'GB/T 2659 alpha-3',
      length: 3,
      seenBy: [holder, ...counters, ...makers],
    },
    district: {
      zh: '所属区',
      en: 'district',
      owner: 'person',
      format: 'GB/T 2260 or service area',
      length: 6,
      seenBy: [holder, ...counters],
    },
    phone: {
      zh: '联系电话',
      en: 'telephone',
      owner: 'person',
      format: 'mainland or international number',
      length: 16,
      seenBy: [holder, ...counters],
    },
    address: {
      zh: '联系地址',
      en: 'address',
      owner: 'person',
      format: 'text',
      length: 200,
      seenBy: [holder, ...counters],
    },
    lifeStatus: {
      zh: '人员状态',
      en: 'status',
      owner: 'population register',
      format: 'alive, death-reported, deceased, moved-away',
      length: 14,
      seenBy: [holder, ...counters],
    },
    ground: {
      zh: '申领依据',
      en: 'ground for holding a card',
      owner: 'department that vouches',
      format: 'table of grounds',
      length: 20,
      seenBy: [holder, ...officers],
    },
  },
  chip: {
    name: {
      zh: '姓名',
      en: 'name',
      owner: 'population register',
      format: 'GBK',
      length: 30,
      seenBy: [holder, ...makers],
    },
    nameExtension: {
      zh: '姓名扩展',
      en: 'name extension',
      owner: 'population register',
      format: 'GBK',
      length: 20,
      seenBy: [holder, ...makers],
    },
    ssn: {
      zh: '社会保障号码',
      en: 'social security number',
      owner: 'population register',
      format: 'ASCII',
      length: 18,
      seenBy: [holder, ...makers],
    },
    sex: {
      zh: '性别',
      en: 'sex',
      owner: 'population register',
      format: 'GB/T 2261.1',
      length: 1,
      seenBy: [holder, ...makers],
    },
    ethnicGroup: {
      zh: '民族',
      en: 'ethnic group',
      owner: 'population register',
      format: 'GB/T 3304, BCD',
      length: 1,
      seenBy: [holder, ...makers],
    },
    birthOn: {
      zh: '出生日期',
      en: 'date of birth',
      owner: 'population register',
      format: 'YYYYMMDD, BCD',
      length: 4,
      seenBy: [holder, ...makers],
    },
    cardNumber: {
      zh: '卡号',
      en: 'card number',
      owner: 'card office',
      format: 'GB 11714 check',
      length: 9,
      seenBy: [holder, ...makers],
    },
    certificate: {
      zh: '数字证书',
      en: 'certificate',
      owner: 'certificate system',
      format: 'specification 3.00',
      length: 1000,
      seenBy: [...makers],
    },
  },
  face: {
    name: {
      zh: '姓名',
      en: 'name',
      owner: 'population register',
      format: 'printed text',
      length: 25,
      seenBy: [holder, ...makers],
    },
    photo: {
      zh: '照片',
      en: 'photo',
      owner: 'person',
      format: '358 × 441 pixels',
      length: 40960,
      seenBy: [holder, ...makers],
    },
    ssn: {
      zh: '社会保障号码',
      en: 'social security number',
      owner: 'population register',
      format: 'printed text',
      length: 18,
      seenBy: [holder, ...makers],
    },
    cardNumber: {
      zh: '卡号',
      en: 'card number',
      owner: 'card office',
      format: 'printed text',
      length: 9,
      seenBy: [holder, ...makers],
    },
    issuedOn: {
      zh: '发卡日期',
      en: 'date of issue',
      owner: 'card factory',
      format: 'YYYY年MM月DD日',
      length: 11,
      seenBy: [holder, ...makers],
    },
    validity: {
      zh: '有效期限',
      en: 'validity',
      owner: 'card office',
      format: 'years',
      length: 3,
      seenBy: [holder, ...makers],
    },
    bankCardNumber: {
      zh: '银行账号',
      en: 'bank account',
      owner: 'cooperating bank',
      format: 'ISO/IEC 7812',
      length: 19,
      seenBy: [holder, ...makers],
    },
  },
  'e-card': {
    name: {
      zh: '姓名',
      en: 'name',
      owner: 'population register',
      format: 'masked text',
      length: 100,
      seenBy: [holder],
    },
    ssn: {
      zh: '社会保障号码',
      en: 'social security number',
      owner: 'population register',
      format: 'masked text',
      length: 18,
      seenBy: [holder],
    },
    status: {
      zh: '状态',
      en: 'status',
      owner: 'card office',
      format: 'follows the card',
      length: 20,
      seenBy: [holder, ...counters],
    },
    issuingArea: {
      zh: '发卡地',
      en: 'issuing area',
      owner: 'card office',
      format: 'GB/T 2260',
      length: 6,
      seenBy: [holder, ...counters],
    },
  },
} as const satisfies Record<RecordPlace, Readonly<Record<string, FieldEntry>>>
