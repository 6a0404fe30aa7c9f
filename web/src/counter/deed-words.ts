import { createWords } from '../ui/words.ts'

/** The deeds of the counter by name: on keys, buttons and in the list of what is not possible. */
export const deedWords = createWords('deeds', {
  zh: {
    apply: '申领、换卡',
    contact: '联系方式',
    collect: '领卡',
    enable: '启用社保功能',
    activate: '激活金融功能',
    loss: '挂失',
    replace: '补卡',
    release: '解除挂失',
    pin: '重置密码',
    unblock: '密码解锁',
    cancel: '注销',
    next: '领卡、启用',
    pins: '密码',
    back: '返回到访人',
    end: '结束接待',
  },
  en: {
    apply: 'Apply, exchange',
    contact: 'Contact data',
    collect: 'Hand over the card',
    enable: 'Enable',
    activate: 'Activate finance',
    loss: 'Report a loss',
    replace: 'Replace',
    release: 'Release the loss report',
    pin: 'Reset the PIN',
    unblock: 'Unblock the PIN',
    cancel: 'Cancel the card',
    next: 'Hand over, enable',
    pins: 'PIN',
    back: 'Back to the visitor',
    end: 'End the visit',
  },
})
