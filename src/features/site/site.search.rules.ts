/** 找一找: from a few typed words to a place on the site. Pages and places only; matters are found by number and code. */

export interface SitePage {
  href: string
  title: string
  /** Words people use for it, the title's own aside. */
  words: string
}

export const sitePages: readonly SitePage[] = [
  { href: '/report', title: '说说烦心事（反映问题）', words: '投诉 建议 意见 举报 诉求 求助 报修' },
  { href: '/track', title: '查进度', words: '查询 编号 查询码 办到哪 结果' },
  { href: '/#who', title: '我家归谁管', words: '联系党员 网格 支部 小组 谁管' },
  { href: '/villages', title: '亮身份：村（社区）和阵地', words: '居委会 村委会 服务中心 服务站 电话 地址 党群' },
  { href: '/voice', title: '亮嗓音', words: '公示 议事 四议两公开' },
  { href: '/voice/cases', title: '大家说的事', words: '统计 公开 满意 数字' },
  { href: '/action', title: '亮行动', words: '工程 整改' },
  { href: '/volunteer', title: '志愿西樵', words: '志愿者 义工 活动 报名 时长 星级 做好事' },
  { href: '/posts', title: '党员领岗', words: '岗位 无职党员 履职 认岗 党员岗' },
  { href: '/plan', title: '点亮', words: '计划 目标' },
  { href: '/reports', title: '年度报告', words: '统计 数字 指标 2020 总结' },
  { href: '/standards', title: '制度和工作法', words: '办法 规定 红房子' },
  { href: '/matters', title: '重要事权清单', words: '大事 村民会议 表决 流程图 四议两公开 成员大会 征地 宅基地' },
  { href: '/notices', title: '公示公开', words: '公告 公开栏 村务公开 财务公开 名单 异议 选民 低保 订阅' },
  { href: '/record', title: '公开存证', words: '核对 真假 改过 见证 证明' },
  { href: '/relief', title: '减负账', words: '清单 填表 形式主义 分钟' },
  { href: '/how', title: '一件事怎么走', words: '流程 时限 多久 代办 代为登记' },
  { href: '/how#privacy', title: '我们收什么，为什么收', words: '隐私 个人信息 保密 数据' },
  { href: '/my', title: '我的', words: '资料 删除 更正 登录' },
  { href: '/?elder=20', title: '长辈版', words: '大字 老人 字号' },
]

/** 长辈版 by any of its names (A11Y-07, MIIT). */
export const asksForElder = (words: string) => /(长辈|关怀|关爱|亲情|适老|老年|大字)(版|模式)?/u.test(words.normalize('NFKC'))

/** Typed text without spaces and marks, in half width. */
export const plain = (words: string) =>
  words
    .normalize('NFKC')
    .replaceAll(/[\s\p{P}\p{S}]/gu, '')
    .toLowerCase()

/** A case number such as 爱国2026-0417, which is looked up with its code and not here. */
export const isCaseNumber = (words: string) =>
  /^\p{Script=Han}{1,10}20\d{2}-?\d{1,6}$/u.test(
    words
      .normalize('NFKC')
      .replaceAll(/\s/gu, '')
      .replaceAll(/\p{Dash}/gu, '-'),
  )

/** Pages whose title or words hold what was typed, or are held by it. */
export function findPages(words: string): SitePage[] {
  const wanted = plain(words)
  if (wanted === '') return []
  return sitePages.filter(({ title, words }) => {
    const known = [plain(title), ...words.split(' ')]
    return known.some(word => word.includes(wanted) || (word.length > 1 && wanted.includes(word)))
  })
}

/** Places whose name holds what was typed, or whose short name is held by it. */
export function findPlaces<P extends { name: string; shortName: string }>(places: readonly P[], words: string): P[] {
  const wanted = plain(words)
  if (wanted === '') return []
  return places.filter(({ name, shortName }) => plain(name).includes(wanted) || wanted.includes(plain(shortName)))
}
