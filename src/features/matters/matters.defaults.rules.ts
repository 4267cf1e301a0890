/**
 * What a list may start from (事权清单范本): seventeen matters that the statutes put before an assembly.
 *
 * Nobody has adopted them: they are a draft for the town to change. No amounts are assumed, because every place sets its own.
 * Source: 村民委员会组织法 art. 24, 27; 农村集体经济组织法 art. 26; domain §4.
 */
import type { LegalMatter } from '#features/thresholds/thresholds.contract.ts'
import type { MatterFields, Stage } from './matters.shapes.contract.ts'

const disclosed: readonly Stage[] = ['decisionDisclosure', 'resultDisclosure']
const inVillage: readonly Stage[] = ['proposal', 'branchProposal', 'committeeConsultation', 'membersReview', 'assembly', ...disclosed]
const inCollective: readonly Stage[] = ['proposal', 'boardConsultation', 'membersFirst', 'partyResearch', 'assembly', ...disclosed]
const inBoth: readonly Stage[] = [
  'proposal',
  'branchProposal',
  'boardConsultation',
  'committeeConsultation',
  'membersFirst',
  'partyResearch',
  'membersReview',
  'assembly',
  ...disclosed,
]

type Sketch = Pick<MatterFields, 'name' | 'category' | 'basis'> & Partial<MatterFields>
const entry = (code: string, sketch: Sketch & Pick<MatterFields, 'level' | 'bodies' | 'stages'>): MatterFields & { code: string } => ({
  code,
  trigger: '',
  bands: [],
  legalMatter: 'ordinary',
  noticeDays: null,
  disclosureDays: 7,
  attachments: [],
  townPreCheck: false,
  assetPlatform: false,
  ...sketch,
})

const village = (code: string, sketch: Sketch) =>
  entry(code, { level: 'village', bodies: ['villagersAssembly', 'villagerRepresentatives'], stages: [...inVillage], ...sketch })
/** Decided by the members' assembly alone, unless the sketch says otherwise. */
const collective = (code: string, sketch: Sketch, legalMatter: LegalMatter = 'ordinary') =>
  entry(code, { level: 'collective', bodies: ['collectiveMembers'], stages: [...inCollective], legalMatter, ...sketch })
const both = (code: string, sketch: Sketch) =>
  entry(code, {
    level: 'both',
    bodies: ['villagersAssembly', 'villagerRepresentatives', 'collectiveMembers', 'collectiveRepresentatives'],
    stages: [...inBoth],
    ...sketch,
  })

const villageLaw = (item: string) => `《村民委员会组织法》${item}`
const collectiveLaw = (item: string) => `《农村集体经济组织法》${item}`
const either = (one: string, other: string) => `${villageLaw(one)}；${collectiveLaw(other)}`

export const defaultEntries: readonly (MatterFields & { code: string })[] = [
  village('A1', { name: '村庄规划、年度计划、预算和决算', category: 'planning', basis: villageLaw('第二十三条、第二十四条') }),
  village('A2', {
    name: '自治章程和村规民约',
    category: 'charter',
    bodies: ['villagersAssembly'],
    basis: villageLaw('第二十七条'),
    attachments: ['报镇备案的文本'],
  }),
  village('A3', { name: '误工补贴的人员和标准', category: 'people', basis: villageLaw('第二十四条第一项') }),
  both('A4', { name: '集体收益的使用', category: 'finance', basis: either('第二十四条第二项', '第二十六条第七项') }),
  village('A5', { name: '公益事业的兴办、筹资筹劳和承包', category: 'works', basis: villageLaw('第二十四条第三项') }),
  collective('A6', { name: '土地承包方案', category: 'land', basis: either('第二十四条第四项', '第二十六条第八项') }, 'landContracting'),
  both('A7', { name: '集体经济项目的立项和承包', category: 'assets', basis: villageLaw('第二十四条第五项') }),
  collective('A8', { name: '宅基地的使用方案', category: 'land', basis: either('第二十四条第六项', '第二十六条第八项') }, 'homestead'),
  collective(
    'A9',
    { name: '征地补偿费的使用和分配', category: 'land', basis: either('第二十四条第七项', '第二十六条第十项') },
    'landCompensation',
  ),
  both('A10', { name: '集体财产的借贷、租赁和处分', category: 'assets', assetPlatform: true, basis: villageLaw('第二十四条第八项') }),
  collective('A11', {
    name: '集体经营性建设用地的使用和“三旧”改造',
    category: 'land',
    bodies: ['collectiveMembers', 'collectiveRepresentatives'],
    townPreCheck: true,
    assetPlatform: true,
    basis: collectiveLaw('第二十六条第九项'),
  }),
  collective('A12', { name: '成员的确认', category: 'members', basis: collectiveLaw('第二十六条第三项') }, 'membership'),
  collective('A13', { name: '理事会、监事会的选举、罢免和报酬', category: 'people', basis: collectiveLaw('第二十六条第四项、第六项') }),
  both('A14', { name: '对外投资等重大事项和大额开支', category: 'finance', basis: collectiveLaw('第二十六条第十一项') }),
  village('A15', {
    name: '推荐后备干部和积极分子、招聘村务人员',
    category: 'people',
    bodies: ['membersReview'],
    stages: ['proposal', 'branchProposal', 'membersReview', 'decisionDisclosure', 'resultDisclosure'],
    basis: '各地通行做法，待镇里核对',
  }),
  village('A16', {
    name: '评优、待遇和低保推荐',
    category: 'welfare',
    bodies: ['villagerRepresentatives'],
    stages: ['proposal', 'branchProposal', 'committeeConsultation', 'assembly', 'decisionDisclosure', 'resultDisclosure'],
    basis: '各地通行做法，待镇里核对',
  }),
  collective('A17', { name: '章程、合并和分立', category: 'charter', basis: collectiveLaw('第二十六条第一项、第十二项') }, 'charter'),
]
