/**
 * Who says it: this driver, the bridge that calls it by name (node/driver-call.ts), the card (the code is the status word, negated), or
 * only the library of a reader maker.
 */
export type ErrorOrigin = 'driver' | 'bridge' | 'card' | 'maker'

interface ErrorText {
  readonly origin: ErrorOrigin
  readonly zh: string
  readonly en: string
}

const driver = (zh: string, en: string): ErrorText => ({ origin: 'driver', zh, en })
const maker = (zh: string, en: string): ErrorText => ({ origin: 'maker', zh, en })

/** Codes that are no status word. */
const ownErrors = {
  '-1': driver('卡类型不对', 'wrong card type'),
  '-2': driver('无卡', 'no card'),
  '-3': driver('有卡未上电', 'card present, not powered'),
  '-4': driver('卡无应答', 'no answer from the card'),
  '-5': maker('加载动态库错', 'library load error'),
  '-11': driver('读卡器连接错', 'reader connection error'),
  '-12': driver('未建立连接', 'not connected'),
  '-13': { origin: 'bridge', zh: '不支持该命令', en: 'command not supported by the library' },
  '-14': driver('命令参数错', 'bad parameter'),
  '-15': maker('信息校验和出错', 'checksum error'),
  '-20': driver('卡识别码格式错', 'card identification code malformed'),
  '-21': driver('内部认证失败，用户卡不合法', 'internal authentication failed: the card is not genuine'),
  '-22': driver('传入数据与卡内不符', 'the input differs from the card'),
  '-23': driver('传入数据不合法', 'the input is invalid'),
  '-24': driver('PSAM卡密钥级别不够', 'the key level of the PSAM is too low'),
  '-31': driver('用户取消密码输入', 'PIN entry cancelled'),
  '-32': driver('密码输入操作超时', 'PIN entry timed out'),
  '-33': driver('输入密码长度错', 'wrong length of the PIN'),
  '-34': driver('两次输入密码不一致', 'the two entries differ'),
  '-35': driver('初始密码不能交易', 'the initial PIN cannot transact'),
  '-36': driver('不能改为初始密码', 'the PIN may not be changed to the initial one'),
  '-41': driver('数据含非法字符', 'illegal characters in the data'),
  '-42': driver('数据长度错', 'wrong length of the data'),
  '-51': driver('密码校验失败', 'wrong PIN'),
  '-52': driver('密码锁定', 'the PIN is locked'),
  '-2201': driver('无PSAM卡', 'no PSAM'),
  '-2202': driver('PSAM卡算法不支持', 'the PSAM lacks the algorithm'),
  '-2203': driver('PSAM卡无RKSSSE密钥', 'the PSAM lacks RKSSSE'),
  '-2204': driver('无需加密机认证', 'authentication by the key machine is not needed'),
} as const satisfies Readonly<Record<string, ErrorText>>

/** Status words and what they mean to the clerk. */
const cardErrors: readonly (readonly [status: number, zh: string, en: string])[] = [
  [0x63c0, '外部认证失败，剩余0次', 'external authentication failed, 0 tries left'],
  [0x63c1, '外部认证失败，剩余1次', 'external authentication failed, 1 try left'],
  [0x63c2, '外部认证失败，剩余2次', 'external authentication failed, 2 tries left'],
  [0x6700, 'Lc或Le长度错', 'Lc or Le wrong'],
  [0x6901, '命令不接受，状态无效', 'command not accepted, invalid state'],
  [0x6981, '命令与文件结构不相容', 'the file structure does not fit the command'],
  [0x6982, '不满足安全状态', 'security condition not satisfied'],
  [0x6983, '密钥锁定，认证方法锁定', 'key or method locked'],
  [0x6984, '引用数据无效，随机数无效', 'referenced data or challenge invalid'],
  [
    0x6985,
    '不满足使用条件，应用锁定或未选择，余额上溢',
    'conditions of use, application locked or not selected, overflow',
  ],
  [0x6988, '安全报文数据项不正确，MAC不正确', 'secure-messaging data or MAC wrong'],
  [0x6a80, '数据域参数不正确', 'data field wrong'],
  [0x6a81, '功能不支持，卡中无MF，卡被锁定', 'not supported, no master file, or locked'],
  [0x6a82, '文件未找到', 'file not found'],
  [0x6a83, '记录未找到', 'record not found'],
  [0x6a88, '密钥未找到', 'key not found'],
  [0x9302, 'MAC无效', 'MAC invalid'],
  [0x9303, '应用被永久锁定，卡片锁定', 'application or card permanently locked'],
  [0x9403, 'PSAM卡不支持消费交易', 'the PSAM does not support purchase'],
  [0x9406, '所需MAC或TAC不可用', 'MAC or TAC not available'],
]

export type OwnCode = keyof typeof ownErrors extends `${infer Code extends number}` ? Code : never

/** The code by which the driver hands on a status word: the word, negated. */
export const cardCode = (status: number): number => -status

/** All codes of the interface with their texts. */
export const errorCodes: ReadonlyMap<number, ErrorText> = new Map<number, ErrorText>([
  ...Object.entries(ownErrors).map(([code, text]): [number, ErrorText] => [Number(code), text]),
  ...cardErrors.map(([status, zh, en]): [number, ErrorText] => [cardCode(status), { origin: 'card', zh, en }]),
])

/** What the driver writes into the output when it answers a code; words that the table does not know are shown as they came. */
export function errorText(code: number): { readonly zh: string; readonly en: string } {
  const known = errorCodes.get(code)
  if (known !== undefined) return known
  const word = (-code).toString(16).toUpperCase().padStart(4, '0')
  return { zh: `卡返回状态${word}`, en: `the card answered ${word}` }
}

/** The codes after which the caller goes on with the steps over the key machine. */
export const fallbackCodes: ReadonlySet<number> = new Set([-2201, -2202, -2203, -24, cardCode(0x6a88)])
