/**
 * What demonstration matters are about (示例事项的文本): works, leases, shares and renewal, as a village would write them. Invented.
 */
export interface Told {
  title: string
  text: string
  /** What the second disclosure says came of it. */
  result: string
}

/** 十大民生工程 of 新田村 in 2020, put to the vote of the villagers' representatives together. */
export const livelihood: readonly Told[] = [
  {
    title: '巷道路灯改造',
    text: '全村主要巷道装路灯120盏，坏的换，黑的补。费用由村里的公益金出，今年内装好。',
    result: '路灯装好120盏，监委会逐条巷验过，全部亮灯。实际费用没有超过预算。',
  },
  {
    title: '污水管网接到户',
    text: '把还没有接管的三个经济社接到镇污水管网，挖开的巷道当天回填，先做祠前一带。',
    result: '三个经济社都接通了，路面恢复好，监委会和住户代表一起验收。',
  },
  {
    title: '村居老人饭堂',
    text: '把旧卫生站改成老人饭堂，60岁以上的老人每餐交6元，其余由村里补。行动不便的送餐上门。',
    result: '饭堂开餐，每天约有40位老人来吃，送餐上门的有8户。账目每月贴在饭堂门口。',
  },
  {
    title: '村心公园翻新',
    text: '翻新村心公园的步道和健身器材，补种树木，加两张凉亭长凳，保留原来的大榕树。',
    result: '步道和器材都换好，大榕树没有动，公园已经开放。',
  },
  {
    title: '小学门口人行通道',
    text: '在小学门口划人行通道，装减速带和护栏，上学放学由志愿者值守。',
    result: '护栏和减速带装好，接送时间有志愿者看着，家长没有意见。',
  },
  {
    title: '村级停车位规划',
    text: '利用三块空地划停车位86个，本村村民优先，不收费，不占消防通道。',
    result: '划好86个车位，消防通道留足4米，监委会量过。',
  },
  {
    title: '河涌清淤和护栏',
    text: '给村内的主河涌清淤1.6公里，临水路段加护栏，清出来的淤泥按镇里的规定运走。',
    result: '清淤1.6公里，护栏装了900米，淤泥运单交监委会核过。',
  },
  {
    title: '村卫生站搬到新址',
    text: '卫生站搬到旧村委会一楼，加一间候诊室和无障碍坡道，由镇卫生院派医生。',
    result: '卫生站搬好，坡道能过轮椅，医生每周来五天。',
  },
  {
    title: '垃圾分类收集点改造',
    text: '全村22个收集点加盖、加水龙头，分四类投放，每天清洗，不再放在巷口。',
    result: '22个收集点改好，有4个换了地方，住户都同意。',
  },
  {
    title: '文化室和读书角',
    text: '把祠堂旁边的旧仓库改成文化室和读书角，放学后给孩子写作业，晚上给曲艺社排练。',
    result: '文化室开门，放学时段有志愿者看着，曲艺社每周排练两晚。',
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
