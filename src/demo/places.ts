/**
 * Places (地名): the real units of 西樵镇, and what demonstration places are called.
 *
 * The 35 statistical codes and names are public facts (国家统计局统计用区划代码, state of 2023); names are
 * shortened as people say them. Cooperatives, quarters and groups are invented.
 */

export const townCode = '440605122000'
export const townName = '西樵镇'
/** 新田村, where the article has the list of matters walk its procedure. */
export const xintianCode = '440605122220'
/** 爱国社区, where the people of the demonstration work. */
export const aiguoCode = '440605122048'

/** 24 communities by the last three digits of their code. */
const communities: Record<string, string> = {
  '001': '东碧',
  '002': '樵华',
  '003': '樵园',
  '005': '樵乐',
  '006': '西樵',
  '007': '联新',
  '008': '山根',
  '010': '西岸',
  '011': '显岗',
  '012': '民乐',
  '013': '百西',
  '015': '崇南',
  '016': '太平',
  '030': '上金瓯',
  '033': '崇北',
  '035': '河岗',
  '037': '新河',
  '041': '稔岗',
  '043': '朝山',
  '045': '大同',
  '047': '樵泰',
  '048': '爱国',
  '049': '简村',
  '050': '樵江',
}

/** Nine villages. */
const villages: Record<string, string> = {
  '201': '岭西',
  '206': '儒溪',
  '208': '百东',
  '211': '华夏',
  '212': '大岸',
  '218': '平沙',
  '219': '海舟',
  '220': '新田',
  '224': '七星',
}

/** Two industrial zones: places one can choose, handled by the town; they govern nothing. */
export const zones = [
  { code: '440605122401', name: '西樵科技工业园', shortName: '科技园' },
  { code: '440605122402', name: '轻纺城', shortName: '轻纺城' },
] as const

export interface Village {
  code: string
  /** 爱国社区, 新田村 */
  name: string
  /** 爱国, 新田 */
  shortName: string
  kind: 'community' | 'village'
}

const villagesFrom = (names: Record<string, string>, kind: Village['kind'], ending: string): Village[] =>
  Object.entries(names).map(([code, shortName]) => ({ code: `440605122${code}`, name: `${shortName}${ending}`, shortName, kind }))

/** The 33 villages and communities, by code. */
export const theVillages: readonly Village[] = [
  ...villagesFrom(communities, 'community', '社区'),
  ...villagesFrom(villages, 'village', '村'),
].sort((a, b) => (a.code < b.code ? -1 : 1))

/** The six urban communities with 红房子; which six they were is not reported, so this is a choice. */
export const urbanShortNames = ['东碧', '樵华', '樵园', '樵乐', '西樵', '樵江'] as const
export const isUrban = (village: Village) => (urbanShortNames as readonly string[]).includes(village.shortName)

/** What lanes and hamlets of the Pearl River delta are commonly called. The first two stand in 爱国社区. */
export const hamlets = (
  '福寿里 北街 南街 东街 西街 上村 下村 东头 西头 大巷 石龙 沙涌 岗头 坑口 塘尾 桥头 祠前 社边 榕荫 水口 ' +
  '良村 大基 沙头 岑边 龙田 竹园 荔湾 蚬岗 石脚 仁和 永安 太和 长庆 兴隆 麒麟 凤岗 莲塘 鹤咀 海口 涌边 ' +
  '横基 大洲 官坑 松塘 朗心 连庄 隔塘 大地 杏头 腰古 云路 仙岗 庆云 黎岗 梅边 华岳 瑞安 元头 丰宁 致和 ' +
  '聚龙 新基 旧社 吉水 东华 西华 上沙 下沙 大坑 中心 五社 六社 七社'
).split(' ')

export const quarterNames = '听音湖畔 碧玉花园 云影苑 樵景台 锦湖新村 江滨花园 翠岭苑 文华里 康乐新村 桑园居 福安花园 明月苑'.split(' ')

export const lanes = '正街 直街 中路 大道 新路 横巷 一巷 三巷 环村路 堤围路'.split(' ')
