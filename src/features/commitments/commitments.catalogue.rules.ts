/**
 * The catalogue of posts (岗位目录): what a town may adopt.
 *
 * Ten classic posts in four classes and seven of 西樵镇. Source: domain §12.
 */
import type { PostClass } from './commitments.shapes.contract.ts'

export interface CatalogueEntry {
  code: string
  name: string
  class: PostClass
  duties: string
}

const entry = (code: string, kind: PostClass, name: string, duties: string): CatalogueEntry => ({ code, class: kind, name, duties })

export const catalogue: readonly CatalogueEntry[] = [
  entry('technology', 'develop', '科技示范岗', '带头用新品种、新技术，教给邻里。'),
  entry('trade', 'develop', '流通服务岗', '帮助农户和商户找销路。'),
  entry('information', 'develop', '信息咨询岗', '收集、转告招工和市场消息。'),
  entry('finance', 'supervise', '财务监督岗', '看集体的账，有疑问就提。'),
  entry('matters', 'supervise', '重大事项监督岗', '看重要事项是否按程序定、按时公开。'),
  entry('security', 'maintain', '治安维护岗', '留意治安，劝解邻里纠纷。'),
  entry('facilities', 'maintain', '设施维护岗', '看护山林、水利和公共设施。'),
  entry('cleanliness', 'maintain', '环境卫生巡护岗', '巡看公共地方的卫生。'),
  entry('policy', 'promote', '政策宣传岗', '把政策讲给邻里听。'),
  entry('manners', 'promote', '文明新风岗', '带头移风易俗，红白事简办。'),
  entry('sorting', 'maintain', '垃圾分类指导岗', '教邻里怎样分垃圾。'),
  entry('market', 'maintain', '农贸市场引导岗', '在市场引导停车、排队和卫生。'),
  entry('blackspot', 'maintain', '卫生黑点巡查岗', '看卫生黑点有没有反弹。'),
  entry('epidemic', 'maintain', '防疫值守岗', '防疫时在卡口值守。'),
  entry('afterschool', 'promote', '四点半课堂义教岗', '放学后辅导孩子。'),
  entry('council', 'promote', '议事厅主持岗', '主持议事，让各方都说上话。'),
  entry('liaison', 'promote', '民情联络岗', '听邻里说事，转给村里。'),
]
