import type { Random } from './random.ts'

/** What parents of a time called their children: whole names that were in fashion, characters to combine, single characters. */
interface Fashion {
  readonly whole: readonly string[]
  readonly first: string
  readonly second: string
  readonly single: string
  /** How many names of the time have one character, and how many are in `whole`. */
  readonly singleShare: number
  readonly wholeShare: number
}

interface Era {
  readonly until: number
  readonly man: Fashion
  readonly woman: Fashion
}

const fashion = (
  singleShare: number,
  wholeShare: number,
  whole: string,
  first: string,
  second: string,
  single: string,
): Fashion => ({ whole: whole.split(' '), first, second, single, singleShare, wholeShare })

const eras: readonly Era[] = [
  {
    until: 1949,
    man: fashion(
      0.1,
      0.12,
      '德胜 永福 玉山 振华 文华 国栋 长林 树林 德明 永祥 宝山 福来',
      '德永玉振文国长树宝福世士殿兴庆景春广连希',
      '胜福山华林明祥海来贵财荣生元田仁义和堂清',
      '忠义福贵山林海明',
    ),
    woman: fashion(
      0.06,
      0.35,
      '秀英 桂英 秀兰 玉兰 玉英 淑珍 桂兰 秀珍 凤英 淑兰 桂芝 素珍',
      '秀桂玉淑凤素翠惠美金月春兰瑞雅文',
      '英兰珍芝芳华荣琴云霞莲敏贞香花清',
      '英珍芳兰琴',
    ),
  },
  {
    until: 1959,
    man: fashion(
      0.12,
      0.3,
      '建国 建华 国华 和平 建平 志明 德明 国庆 援朝 卫国 建民 新华',
      '建国和志德新卫援文永玉福宝长春增广振金光',
      '国华平明民庆生军林祥海山东成贵强义忠武功',
      '明军平伟勇刚强',
    ),
    woman: fashion(
      0.1,
      0.4,
      '秀英 桂英 秀兰 玉兰 桂兰 秀珍 凤英 玉珍 玉英 兰英 淑英 淑芬',
      '秀桂玉淑凤兰丽惠美金月春建爱亚文',
      '英兰珍芬芳华荣琴云霞莲敏茹香萍清',
      '英萍敏芳丽华',
    ),
  },
  {
    until: 1969,
    man: fashion(
      0.22,
      0.25,
      '建国 建华 建军 建平 卫东 志强 红军 卫国 永红 文革 学军 海军',
      '建卫志红永学海文立国春玉宝振新晓小金长庆',
      '军平东强国华明民伟兵林生山海忠义峰斌利成',
      '军勇伟平斌强刚明健峰',
    ),
    woman: fashion(
      0.2,
      0.25,
      '秀英 桂英 玉梅 秀兰 玉兰 秀珍 丽华 红梅 淑敏 晓红 卫红 春梅',
      '玉丽红春晓小秀桂淑爱卫建亚慧雪艳金月',
      '梅华红敏兰珍英萍霞芳琴云莉玲娟燕荣香',
      '英萍丽敏红梅霞玲',
    ),
  },
  {
    until: 1979,
    man: fashion(
      0.34,
      0.12,
      '建军 志强 志刚 海涛 建华 文军 春雷 晓东 永强 卫东',
      '志海晓永建春文立学红国宏振俊少新金玉剑',
      '强刚涛军东雷明辉伟峰斌波勇平杰林华锋鹏',
      '勇军伟强刚涛斌波辉磊',
    ),
    woman: fashion(
      0.32,
      0.1,
      '丽娟 晓燕 海燕 红梅 丽华 春梅 秀丽 雪梅 小红 艳红',
      '丽晓海红春雪小艳秀玉文慧美亚冬俊淑',
      '娟燕梅华红丽英萍霞芳玲敏琴云莉艳静',
      '丽艳敏芳静霞燕英娟红',
    ),
  },
  {
    until: 1989,
    man: fashion(
      0.38,
      0.08,
      '志强 建伟 晓东 海涛 志伟 文杰 鹏飞 建军 小龙 俊杰',
      '志晓海文鹏建小俊宏立永春少振新国亚明思',
      '强东涛杰飞伟军龙峰鹏辉明亮刚超波磊宁洋',
      '伟磊勇涛超强鹏军杰波',
    ),
    woman: fashion(
      0.38,
      0.08,
      '丽丽 晓燕 婷婷 海燕 丹丹 晶晶 丽娜 媛媛 莎莎 小丽',
      '丽晓婷海丹晶媛莎小雪文思亚慧佳玉春艳',
      '丽燕婷娜丹晶媛莎敏静霞芳玲娟颖洁琳蕾',
      '静丽娜敏艳燕芳娟霞婷',
    ),
  },
  {
    until: 1999,
    man: fashion(
      0.36,
      0.12,
      '俊杰 志强 浩然 嘉伟 鹏飞 文博 子龙 家豪 宇航 天宇',
      '俊志浩嘉鹏文子家宇天思晓泽明一世佳雨博',
      '杰强然伟飞博龙豪航宇明轩涛鑫阳凯超峰辰',
      '杰浩鑫帅超鹏宇磊凯洋',
    ),
    woman: fashion(
      0.32,
      0.14,
      '婷婷 思雨 雨薇 佳怡 梦瑶 雅静 思琪 晓雪 梦婷 佳琪',
      '婷思雨佳梦雅晓雪静文嘉欣诗慧紫丹若心',
      '婷雨薇怡瑶静琪雪颖琳洁妍欣悦萌莹楠蕊',
      '婷静敏雪悦丹倩颖琳欣',
    ),
  },
  {
    until: 2009,
    man: fashion(
      0.18,
      0.24,
      '浩宇 俊杰 浩然 宇轩 志强 宇航 子轩 天佑 文博 子豪',
      '浩俊宇子天文嘉家思泽博一梓明睿佳雨鑫',
      '宇杰然轩航佑博豪阳辰涛鹏龙泽睿哲瑞宸',
      '涛浩鑫杰宇',
    ),
    woman: fashion(
      0.16,
      0.26,
      '欣怡 佳怡 雨欣 思雨 慧敏 雨婷 佳琪 子涵 诗涵 梦瑶',
      '欣佳雨思慧子诗梦雅嘉梓语可紫若静心怡',
      '怡欣雨敏婷琪涵瑶妍彤萱琳颖悦菲蕊馨桐',
      '悦婷静颖雪',
    ),
  },
  {
    until: 2019,
    man: fashion(
      0.06,
      0.32,
      '浩宇 浩然 宇轩 宇航 铭泽 子轩 梓豪 子豪 俊杰 博文 梓轩 一鸣',
      '浩宇铭子梓俊博一嘉奕泽睿皓沐明承佳思',
      '宇然轩航泽豪杰文鸣辰宸睿阳霖恒熙远晨',
      '睿宸昊奕',
    ),
    woman: fashion(
      0.05,
      0.34,
      '梓涵 欣怡 子涵 诗涵 梓萱 子萱 可馨 雨桐 一诺 欣妍 雨涵 语嫣',
      '梓欣子诗可雨一语思嘉依若艺佳沐心紫悦',
      '涵怡萱馨桐诺妍嫣彤琪瑶欣汐宁曦玥菲然',
      '诺妍悦',
    ),
  },
  {
    until: 9999,
    man: fashion(
      0.05,
      0.36,
      '奕辰 宇轩 浩宇 亦辰 宇辰 子墨 宇航 浩然 梓豪 亦宸 沐辰 景行',
      '奕宇浩亦子梓沐景星煜知承书云屿泽昱初',
      '辰轩宇墨航然豪宸行野舟安川白泽言恒珩',
      '宸煜珩',
    ),
    woman: fashion(
      0.05,
      0.38,
      '若汐 一诺 艺涵 依诺 梓涵 苡沫 雨桐 欣怡 语桐 语汐 知夏 清妍',
      '若一艺依梓苡雨欣语知清沐星云书念初芷',
      '汐诺涵沫桐怡夏妍宁禾柠晚溪玥乐笙安晴',
      '汐柠禾',
    ),
  },
]

/**
 * Characters that real people carry and many systems cannot: the first row is outside GBK, partly outside the basic plane,
 * the second is inside GBK and seldom on a keyboard.
 */
const rareCharacters = [
  ...'䶮㛃䴖𬱖𣲗𬀩𬭎𬬱𬴂𫍯𫖮𨱏𬍛𬘭𬭚𫟹𬍡㑇㭎',
  ...'堃喆翀犇赟祎頔昪玹珺瑀燚垚骉彧旻昶晟翊',
] as const

const rareShare = 0.015

export function isRare(name: string): boolean {
  return [...name].some((character) => (rareCharacters as readonly string[]).includes(character))
}

export function givenName(random: Random, sex: '1' | '2', birthYear: number): string {
  const era = eras.find((one) => birthYear <= one.until) as Era
  const style = sex === '1' ? era.man : era.woman
  const point = random.next()
  if (point < rareShare) {
    const rare = random.pick(rareCharacters)
    return random.chance(0.4) ? rare : `${random.pick([...style.first])}${rare}`
  }
  if (point < rareShare + style.singleShare) return random.pick([...style.single])
  if (point < rareShare + style.singleShare + style.wholeShare) return random.pick(style.whole)
  return `${random.pick([...style.first])}${random.pick([...style.second])}`
}
