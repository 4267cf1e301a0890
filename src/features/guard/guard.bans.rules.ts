/**
 * The bans (禁止的依据): what no duty, checklist or rating may be built on, each with rule and article.
 *
 * Source: 国办函〔2026〕12号《政务移动互联网应用程序规范化管理办法》, the five bans; 《整治形式主义为基层减负若干规定》 (2024);
 * 《关于防治“指尖上的形式主义”的若干意见》 (2023); 信访工作条例 (2022). conventions.md 6.4, domain §31.
 * Seen article by article: the five bans of 国办函〔2026〕12号, that like material is reported once, and 信访工作条例 art. 17 (anyone may petition)
 * and 18 (nobody may be made to pay for it). The other papers were seen in summary, so they are named by subject.
 */
import type { z } from 'zod'
import type { Ban as BanShape, DemandKind, EvidenceKind } from './guard.contract.ts'

type BanWords = z.infer<typeof BanShape>

export interface Ban extends BanWords {
  /** Words that give it away, in a text made plain. */
  words?: RegExp
  /** Kinds of proof that it forbids to require. */
  evidence?: readonly EvidenceKind[]
  /** Only demands of these kinds; all unless told. */
  kinds?: readonly DemandKind[]
}

const apps = (article: string) => ({ name: '《政务移动互联网应用程序规范化管理办法》（国办函〔2026〕12号）', article })
const relief = (article: string) => ({ name: '《整治形式主义为基层减负若干规定》', article })
const fingertips = (article: string) => ({ name: '《关于防治“指尖上的形式主义”的若干意见》', article })

export const bans: readonly Ban[] = [
  {
    id: 'checkIn',
    rule: 'UX-B1',
    bans: '打卡签到、接龙',
    examples: ['每天打卡', '群里接龙', '扫脸签到'],
    words: /打卡|接龙|扫脸|人脸|签到(?![表册簿])|报到率/u,
    evidence: ['checkIn'],
    source: apps('禁止事项（二）'),
    remedy: '到会的人由记录人写在会议记录里。',
  },
  {
    id: 'signIns',
    rule: 'UX-B1',
    bans: '登录次数、在线时长、活跃度',
    examples: ['登录天数', '在线时长', '日活率'],
    words:
      /登[录陆入](?:次数|天数|情况|率)|(?:定期|每[天日周月])登[录陆]|在线(?:时长|时间|率)|上线率|活跃(?:度|率|用户)|日活|月活|停留时[长间]/u,
    source: apps('禁止事项（二）（三）'),
    remedy: '看办成的事，不看用了多久。',
  },
  {
    id: 'ranks',
    rule: 'UX-B2',
    bans: '积分排名',
    examples: ['积分榜', '末位通报', '红黑榜'],
    words: /积分|排名|排行|名次|末位|倒数第|红黑榜|龙虎榜|打榜|位次/u,
    source: apps('禁止事项（二）'),
    remedy: '用等次加理由，由有名有姓的决定授予。',
  },
  {
    id: 'installs',
    rule: 'UX-B11',
    bans: '安装率、使用率、关注率',
    examples: ['安装率达到95%', '全员下载', '公众号关注率'],
    words:
      /(?:安装|下载|注册|激活|使用|关注|覆盖使用)(?:率|量|数|人数|比例)|(?:全员|全体|人人|个个)(?:安装|下载|注册|关注)|关注[^，。；]{0,6}公众号/u,
    source: apps('禁止事项（三）'),
    remedy: '不用这个系统的人，打电话、写纸条都算办了。',
  },
  {
    id: 'likes',
    rule: 'UX-B4',
    bans: '点赞、转发、评论、网络投票数',
    examples: ['转发朋友圈', '点赞量', '网络投票前十名'],
    words: /点赞|转发|朋友圈|评论数|跟帖|网络投票|投票数|阅读量|浏览量|集赞|拉票/u,
    source: apps('禁止事项（四）'),
    remedy: '要大家知道，发一次公告就够。',
  },
  {
    id: 'studyMinutes',
    rule: 'UX-B4',
    bans: '线上学习时长、学习积分',
    examples: ['每天学习30分钟', '学习时长排行'],
    words: /学习(?:时长|时间|分钟|打分|进度率)|(?:每[天日])学习|观看时[长间]|刷课|刷分|学习强国/u,
    source: apps('禁止事项（四）'),
    remedy: '学时由办班的人按名册记，不看手机上的时间。',
  },
  {
    id: 'photos',
    rule: 'UX-B5',
    bans: '必须上传照片、视频、截图',
    examples: ['上传3张现场照片', '带水印拍照', '截图报送'],
    words: /照片|拍照|相片|合影|视频|录像|录屏|截图|截屏|水印|留痕|图片/u,
    evidence: ['photo', 'video', 'screenshot'],
    source: apps('禁止事项（四）'),
    remedy: '有记录就算完成。照片可以附，不能要求附。',
  },
  {
    id: 'tracks',
    rule: 'UX-B5',
    bans: '定位和轨迹',
    examples: ['走访轨迹', '到点定位'],
    words: /轨迹|定位|电子围栏|行踪|经纬度|步数/u,
    evidence: ['location', 'track'],
    source: apps('禁止事项（四）'),
    remedy: '走访记到户、记到日子，不记走了哪条路。',
  },
  {
    id: 'notes',
    rule: 'UX-B2',
    bans: '学习笔记、心得体会的篇数',
    examples: ['心得体会不少于2篇', '检查学习笔记'],
    words: /学习笔记|手抄|心得(?:体会)?|读后感|台账(?:数量|齐全|厚度)/u,
    source: relief('关于检查考核的规定'),
    remedy: '看问题解决没有，不看写了几本。',
  },
  {
    id: 'paperwork',
    rule: 'UX-B2',
    bans: '以发文、开会、信息篇数评好坏',
    examples: ['发文数量计分', '上报信息篇数'],
    words: /发文|信息(?:报送|篇数|条数|采用)|简报(?:数|篇)|宣传稿|上稿|开会(?:次数|数量)/u,
    kinds: ['rating', 'checklist'],
    source: relief('关于检查考核的规定'),
    remedy: '看结果的记录，不看文件和会议多少。',
  },
  {
    id: 'petitions',
    rule: 'UX-B2',
    bans: '把群众信访当扣分依据',
    examples: ['零上访', '信访量扣分', '有信访记录的不得评'],
    words: /上访|信访(?:量|次数|率|记录|件数|人数|扣分)|零信访|无信访|投诉(?:量|次数|扣分)|越级/u,
    source: { name: '《信访工作条例》', article: '第十七条、第十八条' },
    remedy: '信访是群众的权利。看答复及时不及时。',
  },
  {
    id: 'instantReply',
    rule: 'UX-B8',
    bans: '要求秒回、当天报、夜里报',
    examples: ['收到请回复', '今天下班前报', '半小时内响应'],
    words:
      /秒回|即时响应|收到请?回复|(?:今天|当天|当日|即日|立即|马上|连夜|下班前)[^，。；]{0,4}(?:报|交|填|回复)|(?:\d+|[半一二两三])个?(?:分钟|小时)内/u,
    source: fingertips('关于工作群的规定'),
    remedy: '至少给一个工作日，晚上和休息日不催。',
  },
]

/** Findings that no word gives away. */
export const structural = {
  basis: {
    id: 'noBasis',
    rule: 'UX-B7',
    bans: '没有依据的要求',
    examples: ['没有文件名称', '没有写哪一条'],
    source: relief('关于精简报表、台账的规定'),
    remedy: '写明文件名称、条款和发布机关。写不出来的，不发。',
  },
  nobody: {
    id: 'bindsNobody',
    rule: 'UX-B7',
    bans: '没有对象的要求',
    examples: ['范围里一个单位也没有'],
    source: apps('禁止事项（一）'),
    remedy: '写明谁做。没有人要做的，不发。',
  },
  twice: {
    id: 'askedTwice',
    rule: 'UX-B7',
    bans: '系统里有的还要填',
    examples: ['已经登记的阵地地址再填一次'],
    source: relief('同类材料最多报一次'),
    remedy: '直接用系统里的。一定要再问，写明为什么。',
  },
  quota: {
    id: 'quotaOfTroubles',
    rule: 'UX-B2',
    bans: '把居民反映的事当任务数',
    examples: ['每月至少一件诉求', '每月要有居民说解决了'],
    source: { name: '《信访工作条例》', article: '第十七条、第十八条' },
    remedy: '居民没有事，就没有。换一项自己做的事作证明，比如走访、开会、公开。',
  },
  unfillable: {
    id: 'nobodyCanFill',
    rule: 'UX-B12',
    bans: '没有人填得出的栏',
    examples: ['村里没有、也查不到的数'],
    source: apps('禁止事项（一）'),
    remedy: '指出系统里哪一项，或谁能填；都没有就删掉这一栏。',
  },
  haste: {
    id: 'tooSoon',
    rule: 'UX-B8',
    bans: '期限不足一个工作日',
    examples: ['今天发，今天要'],
    source: fingertips('关于工作群的规定'),
    remedy: '至少给一个工作日。',
  },
  cap: {
    id: 'overTheCap',
    rule: 'UX-B7',
    bans: '超出每月的分钟上限',
    examples: ['一个村一个月的清单加起来太多'],
    source: fingertips('关于减轻负担的规定'),
    remedy: '先撤下一张，再发这一张。',
  },
} as const satisfies Record<string, BanWords>

/** Every ban as people read it. */
export const allBans: readonly BanWords[] = [...bans, ...Object.values(structural)].map(
  ({ id, rule, bans: text, examples, source, remedy }) => ({
    id,
    rule,
    bans: text,
    examples: [...examples],
    source,
    remedy,
  }),
)
