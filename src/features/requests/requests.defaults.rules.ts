/**
 * Requests (诉求): the category tree a new town starts with. Proposed defaults to be adopted by the town, not law;
 * limits in working days. The codes order the lists and are never shown as ranks.
 */
export interface DefaultCategory {
  code: string
  name: string
  workingDays: number
  /** Name of the department its cases usually go to, if one of that name exists. */
  department?: string
}

export const defaultCategories: readonly DefaultCategory[] = [
  { code: '10', name: '道路和照明', workingDays: 7 },
  { code: '1001', name: '路灯不亮', workingDays: 5, department: '公共服务办' },
  { code: '1002', name: '路面破损', workingDays: 10, department: '公共服务办' },
  { code: '1003', name: '停车和公交站', workingDays: 15, department: '公共服务办' },
  { code: '20', name: '环境卫生', workingDays: 5 },
  { code: '2001', name: '垃圾清运', workingDays: 3, department: '环保办' },
  { code: '2002', name: '污水和异味', workingDays: 10, department: '环保办' },
  { code: '2003', name: '公厕', workingDays: 7, department: '环保办' },
  { code: '30', name: '房屋和小区', workingDays: 10 },
  { code: '3001', name: '楼道和消防通道', workingDays: 5, department: '消防安全办' },
  { code: '3002', name: '护栏和公共设施', workingDays: 7, department: '公共服务办' },
  { code: '3003', name: '违章搭建', workingDays: 15, department: '综合执法办' },
  { code: '40', name: '水电和管网', workingDays: 5 },
  { code: '4001', name: '停水漏水', workingDays: 2, department: '水务所' },
  { code: '4002', name: '用电安全', workingDays: 2 },
  { code: '4003', name: '内涝排水', workingDays: 7, department: '水务所' },
  { code: '50', name: '噪音和邻里', workingDays: 7 },
  { code: '5001', name: '噪音扰民', workingDays: 5, department: '综合执法办' },
  { code: '5002', name: '邻里纠纷', workingDays: 10 },
  { code: '60', name: '办事和照顾', workingDays: 5 },
  { code: '6001', name: '老人优待和照料', workingDays: 5 },
  { code: '6002', name: '孩子上学和托管', workingDays: 7 },
  { code: '6003', name: '证明和手续', workingDays: 3 },
  { code: '70', name: '集体资产和村务', workingDays: 15 },
  { code: '7001', name: '村务公开有疑问', workingDays: 10 },
  { code: '7002', name: '集体收益分配', workingDays: 15 },
  { code: '80', name: '干部作风', workingDays: 15 },
  { code: '90', name: '网站和其他', workingDays: 7 },
]
