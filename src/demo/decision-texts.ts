/**
 * What demonstration matters are about (示例事项的文本): works, leases, shares and renewal, as a village would write them. Invented.
 */
export interface Told {
  title: string
  text: string
  /** What the second disclosure says came of it. */
  result: string
}

/**
 * 十大民生工程 of 新田村 in 2020, put to the vote of the villagers' representatives together. The seven that the newspaper names were
 * done that year (figures V07); the other three are invented and took until the next.
 */
export const livelihood: readonly (Told & { isLater?: true })[] = [
  {
    title: '党群服务中心',
    text: '把旧村委会改成党群服务中心，一楼办事，二楼议事，门口做无障碍坡道。费用由村里的公益金出，今年内用上。',
    result: '党群服务中心启用，监委会逐间验过，坡道能过轮椅，办事不用上楼。',
  },
  {
    title: '党群服务站',
    text: '在离村委会远的片区建一个党群服务站，用村里的空房，装修从简，有人值班。',
    result: '服务站启用，每天有人值班，住户代表一起验收。',
  },
  {
    title: '党建长廊',
    text: '沿村心公园的步道建党建长廊，能遮阳避雨，两边设长凳，保留原来的大榕树。',
    result: '长廊建好，大榕树没有动，两边的长凳都装上了。',
  },
  {
    title: '消防大楼',
    text: '在村口建消防大楼，放一辆小型消防车，旁边留回车的地方，由村义务消防队值守。',
    result: '消防大楼用上了，义务消防队分班值守，消防通道量过，够宽。',
  },
  {
    title: '幸福院',
    text: '把旧卫生站改成幸福院，白天照看老人，供应午饭，行动不便的送餐上门，账目每月贴出来。',
    result: '幸福院开门，老人每天有人照看，账目每月贴在门口。',
  },
  {
    title: '小学建设工程',
    text: '小学加建课室，翻新操场，在校门口划人行通道，装减速带和护栏。',
    result: '课室和操场交付使用，护栏和减速带装好，家长代表一起看过。',
  },
  {
    title: '工业园区污水管道',
    text: '工业园区的污水管道接到镇污水管网，雨水和污水分开，挖开的路当天回填。',
    result: '管道接通，路面恢复好，监委会和厂家代表一起验收。',
  },
  {
    title: '巷道路灯改造',
    text: '全村主要巷道装路灯，坏的换，黑的补。先装老人多的巷，分两年装好。',
    result: '路灯装好，监委会逐条巷验过，全部亮灯。',
    isLater: true,
  },
  {
    title: '河涌清淤和护栏',
    text: '给村内的主河涌清淤，临水路段加护栏，清出来的淤泥按镇里的规定运走，枯水的时候做。',
    result: '清淤做完，临水路段都装了护栏，淤泥运单交监委会核过。',
    isLater: true,
  },
  {
    title: '村级停车位规划',
    text: '利用三块空地划停车位，本村村民优先，不收费，不占消防通道，先把地平整好。',
    result: '车位划好，消防通道没有占，监委会量过。',
    isLater: true,
  },
]

/** 三旧改造 of two cooperatives in 2020. */
export const renewals: readonly Told[] = [
  {
    title: '旧纺织厂片区“三旧”改造',
    text: '旧纺织厂片区约38亩列入“三旧”改造，由经济社自己改造，建标准厂房，先报镇里预审，再上资产平台公开招合作方。',
    result: '镇里预审通过，已在资产平台公开招商，合同交监委会备案，收益归经济社。',
  },
  {
    title: '旧晒谷场片区“三旧”改造',
    text: '旧晒谷场和周边旧仓库约15亩列入“三旧”改造，改建村级工业大厦，不搬一户住宅，收益按成员股份分。',
    result: '改造方案报镇里批了，已经动工，进度每月贴在经济社门口。',
  },
]

/** Matters of the cooperatives in 2020: a code of the list, and those that went together. */
export const collectiveMatters: readonly { code: string; matters: readonly Told[] }[] = [
  {
    code: 'A10',
    matters: [
      {
        title: '五口鱼塘公开发包',
        text: '五口鱼塘共62亩公开发包，租期五年，底价每亩每年1800元，在镇资产平台交易，本社成员同价优先。',
        result: '五口鱼塘都发包出去，成交价平均每亩2150元，合同在资产平台可以查。',
      },
      {
        title: '市场边六间铺位出租',
        text: '市场边六间铺位到期后公开招租，租期三年，底价每月每平方米28元，不得转租。',
        result: '六间铺位租出五间，一间重新招租后租出，租金已经入账。',
      },
    ],
  },
  {
    code: 'A4',
    matters: [
      {
        title: '上年收益分配方案',
        text: '上年收益先留三成做公积金和公益金，其余按成员股份分红，分红表贴满七天再发放。',
        result: '分红已经发放完，签收表交监委会，没有人提出差错。',
      },
      {
        title: '重阳敬老慰问',
        text: '重阳节给60岁以上的成员每人发慰问金300元，由各户代领，名单先贴出来核对。',
        result: '慰问金发放完，名单上没有漏的人。',
      },
    ],
  },
  {
    code: 'A7',
    matters: [
      {
        title: '旧仓库改建小型厂房',
        text: '旧仓库约1200平方米改建成小型厂房，用公积金出资，改好后公开出租。',
        result: '厂房改好，质量验收合格，已经公开招租。',
      },
      {
        title: '晒场改建停车场',
        text: '把不用的晒场改成停车场，本社成员免费，外来车辆按次收费，收入归经济社。',
        result: '停车场开始使用，收费牌和收支都贴在入口。',
      },
    ],
  },
  {
    code: 'A14',
    matters: [
      {
        title: '排涝泵站更换水泵',
        text: '排涝泵站三台水泵用了十几年，换两台新的，修一台旧的，费用从公积金出，三家报价取最低。',
        result: '水泵换好，汛期试过排水正常，三家报价单贴了出来。',
      },
      {
        title: '加固塘基和机耕路',
        text: '给鱼塘的塘基加固800米，机耕路铺石粉，费用从公积金出，本社成员出工按天计酬。',
        result: '塘基和机耕路完工，用工表和付款单贴了七天。',
      },
    ],
  },
]
/** What the matters of the running weeks are about. */
export const running = {
  lease: {
    title: '旧厂房公开出租',
    text: '旧厂房约1200平方米公开招租，租期五年，底价每月每平方米12元，在镇资产平台交易，租金归经济社。',
    result: '',
  },
  parking: {
    title: '旧晒场改建停车场',
    text: '把旧晒场改成停车场，划车位42个，本社成员免费，外来车辆按次收费，收入归经济社。',
    result: '',
  },
  share: {
    title: '今年收益分配方案',
    text: '今年收益先留三成做公积金和公益金，其余按成员股份分红，分红表贴满再发放。',
    result: '',
  },
  pond: {
    title: '鱼塘连片发包',
    text: '鱼塘三口连片发包，租期八年，底价每亩每年2000元，承包人负责修塘基。',
    result: '',
  },
  pump: {
    title: '排涝泵站更换水泵',
    text: '排涝泵站换两台水泵，三家报价取最低，费用从公积金出，预算18万元。',
    result: '',
  },
} as const satisfies Record<string, Told>
