import { type District, districtName } from '@yika/core/identifier/district.ts'
import { distribution, type Random } from './random.ts'

/** Residents in ten thousand, census of 2020, rounded; the development area is taken out of Daxing. */
export const districtOfResidence = distribution<District>([
  ['110101', 71],
  ['110102', 111],
  ['110105', 345],
  ['110106', 202],
  ['110107', 57],
  ['110108', 313],
  ['110109', 39],
  ['110111', 131],
  ['110112', 184],
  ['110113', 132],
  ['110114', 227],
  ['110115', 179],
  ['110116', 44],
  ['110117', 46],
  ['110118', 53],
  ['110119', 35],
  ['BDA', 20],
])

const subdistricts: Readonly<Record<District, string>> = {
  '110101': '东华门街道 景山街道 交道口街道 和平里街道 东四街道 朝阳门街道 建国门街道 崇文门外街道 永定门外街道',
  '110102': '金融街街道 什刹海街道 德胜街道 展览路街道 月坛街道 大栅栏街道 牛街街道 广安门外街道 陶然亭街道',
  '110105':
    '建外街道 呼家楼街道 三里屯街道 团结湖街道 望京街道 酒仙桥街道 劲松街道 潘家园街道 大屯街道 常营地区 十八里店地区',
  '110106': '右安门街道 太平桥街道 丰台街道 方庄街道 东高地街道 卢沟桥街道 马家堡街道 宛平街道',
  '110107': '八宝山街道 老山街道 八角街道 古城街道 苹果园街道 金顶街街道 鲁谷街道',
  '110108':
    '万寿路街道 羊坊店街道 甘家口街道 中关村街道 海淀街道 清华园街道 学院路街道 上地街道 西三旗街道 永定路街道 四季青镇',
  '110109': '大峪街道 城子街道 东辛房街道 永定镇 龙泉镇 潭柘寺镇',
  '110111': '城关街道 拱辰街道 西潞街道 燕山东风街道 长阳镇 良乡镇 琉璃河镇',
  '110112': '中仓街道 新华街道 北苑街道 玉桥街道 梨园街道 永顺镇 宋庄镇 马驹桥镇',
  '110113': '胜利街道 光明街道 石园街道 空港街道 后沙峪镇 天竺镇 牛栏山镇',
  '110114': '城北街道 天通苑北街道 天通苑南街道 回龙观街道 霍营街道 龙泽园街道 沙河镇 小汤山镇',
  '110115': '兴丰街道 林校路街道 清源街道 观音寺街道 黄村镇 西红门镇 庞各庄镇 亦庄镇',
  '110116': '泉河街道 龙山街道 怀柔镇 雁栖镇 桥梓镇 渤海镇',
  '110117': '滨河街道 兴谷街道 平谷镇 马坊镇 峪口镇 金海湖镇',
  '110118': '鼓楼街道 果园街道 密云镇 溪翁庄镇 十里堡镇 古北口镇',
  '110119': '百泉街道 香水园街道 儒林街道 延庆镇 康庄镇 八达岭镇',
  BDA: '荣华街道 博兴街道',
}

const estates =
  '幸福里 和平家园 阳光花园 翠竹园 紫金苑 枫林绿洲 金隅家园 东里小区 西里小区 南里小区 北里小区 朗润园 春晓园 百旺家苑 槐树院 玉兰园 兴华园 万科城 融泽家园 柳荫里'.split(
    ' ',
  )

const split = new Map(Object.entries(subdistricts).map(([code, names]) => [code, names.split(' ')]))

export function subdistrict(random: Random, district: District): string {
  return random.pick(split.get(district) as string[])
}

/** A place that looks like one; estates are drawn without regard to where they really stand. */
export function address(random: Random, district: District): string {
  const building = random.between(1, 28)
  const room = `${random.between(1, 18)}0${random.between(1, 6)}`
  return `北京市${districtName(district, 'zh')}${subdistrict(random, district)}${random.pick(estates)}${building}号楼${random.between(1, 6)}单元${room}室`
}

/** The middle of the district, degrees north and east (WGS 84), for outlets on a map. */
export const districtCentre: Readonly<Record<District, readonly [number, number]>> = {
  '110101': [39.918, 116.416],
  '110102': [39.913, 116.366],
  '110105': [39.922, 116.443],
  '110106': [39.858, 116.287],
  '110107': [39.906, 116.223],
  '110108': [39.96, 116.298],
  '110109': [39.94, 116.102],
  '110111': [39.748, 116.143],
  '110112': [39.91, 116.657],
  '110113': [40.13, 116.655],
  '110114': [40.221, 116.231],
  '110115': [39.727, 116.342],
  '110116': [40.316, 116.632],
  '110117': [40.141, 117.121],
  '110118': [40.377, 116.843],
  '110119': [40.457, 115.975],
  BDA: [39.795, 116.506],
}
