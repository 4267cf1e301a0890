/** Names (姓名): invented people with surnames of the area. No one who stands in the article is among them. */
import type { Chance } from './chance.ts'

/** Surnames, common ones several times. */
const surnames = (
  '陈 陈 陈 陈 李 李 李 黄 黄 黄 梁 梁 梁 何 何 何 潘 潘 关 关 区 区 冼 冼 麦 麦 邓 邓 罗 罗 叶 苏 谭 卢 郭 冯 黎 ' +
  '曾 莫 邝 霍 简 岑 程 张 张 林 吴 周 刘 杨 郑 伍 庞 老 傅 崔 任 颜 余 钟 徐 欧阳 司徒'
).split(' ')

const firstOfMen = '锦 志 伟 国 建 永 耀 炳 浩 俊 家 文 海 德 荣 富 启 子 景 少'.split(' ')
const lastOfMen = '华 强 明 辉 荣 成 源 添 培 深 标 洪 林 权 祥 坤 雄 斌 杰 朗'.split(' ')
const firstOfWomen = '美 丽 秀 惠 婉 嘉 淑 燕 少 玉 佩 雪 慧 咏 彩 凤 月 绮 洁 小'.split(' ')
const lastOfWomen = '玲 芳 仪 珍 霞 娟 敏 英 婷 怡 贞 莲 琴 欣 华 云 梅 兰 瑜 萍'.split(' ')

/** People of the article; demonstration data never shows them (design D6). */
export const realPeople: ReadonlySet<string> = new Set(['关海权', '梁发康', '李卫升', '梁彩英', '唐利中', '钟泽诗', '林嘉美', '杨淑萍'])

/** An invented name of two or three characters. */
export function inventName(chance: Chance): string {
  for (;;) {
    const woman = chance.happens(0.42)
    const first = chance.pick(woman ? firstOfWomen : firstOfMen)
    const last = chance.pick(woman ? lastOfWomen : lastOfMen)
    const name = chance.pick(surnames) + (chance.happens(0.12) ? last : first + last)
    if (!realPeople.has(name)) return name
  }
}

/** A number of the kind no one has: 1990000xxxx for people. */
export const inventMobile = (order: number) => `1990000${String(order).padStart(4, '0')}`

/** An office's number: 0757-0000 xxxx. */
export const inventLandline = (order: number) => `07570000${String(order).padStart(4, '0')}`
