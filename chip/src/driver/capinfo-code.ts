/** Who answers it: this adapter, a function that this adapter does not have (the keypad), or the maker's own service and interface. */
interface CapinfoText {
  readonly origin: 'adapter' | 'keypad' | 'maker'
  readonly zh: string
  readonly en: string
}

const adapter = (zh: string, en: string): CapinfoText => ({ origin: 'adapter', zh, en })
const keypad = (zh: string, en: string): CapinfoText => ({ origin: 'keypad', zh, en })
const maker = (zh: string, en: string): CapinfoText => ({ origin: 'maker', zh, en })

/** The codes of the Beijing reader interface (draft of 2015). A status word of a card is a positive number and no code. */
export const capinfoCodes = {
  '0': adapter('成功', 'success'),
  '1': adapter('超时', 'timeout'),
  '-1': adapter('读卡器未打开', 'reader not open'),
  '-2': adapter('无卡', 'no card'),
  '-3': adapter('卡无应答', 'no response'),
  '-4': adapter('卡未上电', 'not powered'),
  '-5': adapter('不支持的卡座', 'slot unsupported'),
  '-6': adapter('APDU命令不合法', 'illegal APDU'),
  '-7': adapter('命令执行失败', 'command failed'),
  '-8': adapter('通讯错误', 'communication'),
  '-9': maker('其他错误', 'other'),
  '-10': adapter('句柄错误', 'bad handle'),
  '-11': keypad('密码输入超时', 'PIN timeout'),
  '-12': keypad('密码键盘错误', 'keypad'),
  '-60': maker('服务端错误', 'service side'),
  '-61': maker('服务端错误', 'service side'),
  '-62': maker('服务端错误', 'service side'),
  '-600': maker('接口端错误', 'interface side'),
  '-601': maker('接口端错误', 'interface side'),
  '-602': maker('接口端错误', 'interface side'),
  '-1000': maker('操作中止', 'aborted'),
  '-1100': adapter('读卡器已打开', 'reader still open'),
} as const satisfies Readonly<Record<string, CapinfoText>>

export type CapinfoCode = keyof typeof capinfoCodes extends `${infer Code extends number}` ? Code : never
