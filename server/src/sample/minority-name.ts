import { distribution, type Random } from './random.ts'

/** GB/T 3304 codes with the shares of the city's census, the smallest groups together. */
export const ethnicGroup = distribution<string>([
  ['01', 95.2],
  ['11', 2.0],
  ['03', 1.2],
  ['02', 0.5],
  ['10', 0.18],
  ['15', 0.18],
  ['08', 0.1],
  ['06', 0.1],
  ['05', 0.15],
  ['04', 0.1],
  ['17', 0.05],
  ['07', 0.05],
  ['12', 0.05],
  ['13', 0.04],
  ['14', 0.05],
  ['18', 0.02],
  ['09', 0.02],
  ['38', 0.02],
  ['31', 0.02],
])

const uygurMan =
  '阿卜杜热依木 麦麦提 买买提艾力 吐尔逊 艾尔肯 阿不都克里木 麦麦提图尔荪 玉素甫 库尔班 依明 亚森 艾合买提 阿不都热合曼江 吐尔洪 伊力哈木 木合塔尔 麦麦提吐尔逊尼亚孜 热合曼'.split(
    ' ',
  )
const uygurWoman =
  '古丽娜尔 阿依古丽 热孜万古丽 阿孜古丽 帕提古丽 米日古丽 阿丽米热 努尔比耶 古丽扎提 阿依努尔 热依拉 迪丽努尔 阿曼古丽 祖丽胡玛尔'.split(
    ' ',
  )
const kazakMan = '叶尔肯 努尔兰 木拉提 赛力克 叶尔江 巴合提 哈那提 达吾列提 加依劳别克 叶斯木汗'.split(' ')
const kazakWoman = '阿依古丽 古丽娜孜 巴合提古丽 加娜尔 阿依达娜 努尔古丽 沙吾列 迪娜拉'.split(' ')
const tibetan = '扎西 次仁 多吉 平措 旦增 洛桑 格桑 尼玛 达瓦 巴桑 边巴 索朗 罗布 顿珠 贡布 仁青 丹增 白玛'.split(' ')
const tibetanWoman = '卓玛 央金 拉姆 曲珍 德吉 白玛 拉珍 措姆 卓嘎 央宗'.split(' ')
const mongolMan = '巴特尔 阿古拉 苏和 朝鲁 呼格吉勒 那日苏 额尔德木图 宝音 布和 哈斯巴根 特木尔 毕力格'.split(' ')
const mongolWoman = '其木格 乌兰 萨仁 高娃 托娅 娜仁托娅 斯琴高娃 乌云 阿茹娜 萨日娜 琪琪格'.split(' ')
const daiMan = '岩罕 岩温 岩香 刀建国 刀文华 岩三'.split(' ')
const daiWoman = '玉罕 玉香 玉波 刀美兰 玉腊'.split(' ')

/** The name of a member of a group that names otherwise than the Han; `undefined` where surname and given name are usual. */
export function minorityName(
  random: Random,
  group: string,
  sex: '1' | '2',
  fatherGiven: string | undefined,
): string | undefined {
  const man = sex === '1'
  switch (group) {
    case '05':
      return `${random.pick(man ? uygurMan : uygurWoman)}·${fatherGiven ?? random.pick(uygurMan)}`
    case '17':
      return `${random.pick(man ? kazakMan : kazakWoman)}·${fatherGiven ?? random.pick(kazakMan)}`
    case '04':
      return `${random.pick(tibetan)}${random.pick(man ? tibetan : tibetanWoman)}`
    case '02':
      return random.chance(0.5) ? random.pick(man ? mongolMan : mongolWoman) : undefined
    case '18':
      return random.pick(man ? daiMan : daiWoman)
    default:
      return undefined
  }
}

/** Whether children carry the father's given name behind the dot. */
export function hasPatronym(group: string): boolean {
  return group === '05' || group === '17'
}

const groupSurnames: Readonly<Record<string, string>> = {
  '02': '包白吴韩金王赵李',
  '03': '马杨李丁王沙金白哈海穆米',
  '06': '龙石吴麻杨李',
  '07': '吉沙马李罗杨',
  '08': '韦覃黄莫蒙农陆梁',
  '09': '韦罗王岑黄',
  '10': '金朴李崔郑姜全许',
  '11': '佟关赵那富金王李张刘白',
  '12': '杨吴石龙陆',
  '13': '盘赵李邓黄',
  '14': '杨段赵李董张',
  '15': '田彭向覃冉龙李',
}

export function groupSurname(random: Random, group: string): string | undefined {
  const surnames = groupSurnames[group]
  return surnames === undefined ? undefined : random.pick([...surnames])
}
