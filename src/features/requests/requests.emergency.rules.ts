/**
 * Danger in the words of a trouble (紧急情况): which phrases tell of crime or danger now. Pure.
 *
 * Such words are answered with the official numbers before anything is kept; whoever says that there is no danger goes on. Asking costs a
 * click and missing costs more, so that what is unclear is asked: only what is feared or prevented goes through unasked.
 *
 * Source: domain §14.4 (crime and danger are handed over); 消防法 art. 44, 反家庭暴力法 art. 13, 未成年人保护法 art. 11 (whom to tell). The
 * phrases are the town's own, in the words of its villages, to be added to from what people write.
 */

/** Up to `n` characters between two parts of a phrase. */
const gap = (n: number) => `[^，]{0,${n}}`
const kin =
  '孩|童|娃|仔|囡|细路|女儿|女仔|老人|老伯|老太|老婆|老公|老豆|老母|婆婆|阿婆|阿公|阿伯|爷|奶|妈|爸|叔|姨|姑|哥|弟|姐|妹|学生|同学'
/** Whoever can come to harm. */
const someone = `(?:人(?!行|工|民|均|口)|${kin}|工友|司机|邻居|男的|女的|佢|他|她|我)`
const water = '(?:河|塘|涌|井|江|湖|海|渠|水沟|水库|水里|水中|水度|池)'

/** Crime, violence, despair: asked also where they are feared, or told of as a condition. */
const always: readonly string[] = [
  // a life that somebody wants to end: 110, 120, 12356
  '自杀|轻生|寻死|想死|去死(?!水)|割腕|上吊|吊颈|跳楼(?!价|大?甩卖)|跳[河桥江塘]|烧炭|同归于尽|[喝饮]咗?了?(?:农药|百草枯)|服毒',
  '吃了?(?:安眠药|老鼠药)|[不唔]想活(?!动)|[不唔]想做人|活[不唔][下落]去|死[给俾]你|一了百了|结束(?:自己|生命)|生不如死',
  // blows and weapons: 110
  '家暴|家庭暴力|虐待|打老[婆公豆母人]|打(?:小?孩|细路|妈|爸)|打架(?!子)|打交(?!道)|殴打|群殴|围殴|打人(?!工|民|行)',
  `打我(?!${gap(6)}(?:电话|手机|手提|座机|号码|微信)|\\d)|打[死伤]${someone}|人被打(?!扰|断|听|招呼)|[被畀俾]人?打(?:$|[伤死到咗得了])`,
  `[持拿揸攞握]住?着?把?[菜水果西瓜大长]{0,2}刀|[砍斩][人伤死亲]|[被畀俾]人?[砍斩捅刺杀]|捅[人伤死了咗]|刺伤|开枪|有枪|枪声`,
  `杀[人咗了我他她佢]|杀死${someone}|杀全家|命案|凶手|尸体|(?<![吵臭热累气烦笑吓闷急])死人(?!头)|死咗人|死了人|出人命`,
  // robbery, breaking in, kidnapping, threats: 110
  '抢劫|打劫|抢钱|抢包|抢手机|抢咗|[被畀俾]人?抢[了走咗劫]|绑架|勒索|人贩|拐[走卖带]|禁锢|拘禁|有贼|贼佬|入屋|爆格|撬门|正在偷|偷紧',
  '放火|纵火|点火烧|泼(?:汽油|硫酸)|炸药|恐吓|威胁要|追杀|寻仇|跟踪我|尾随',
  // sexual violence: 110
  '强奸|轮奸|性侵|猥亵|非礼|性骚扰|咸猪手|偷拍',
  // drugs and fraud: 110. What was left behind is to be cleared away, and that is a trouble like others.
  '贩毒|卖白粉|吸白粉|吸毒(?!过?的?(?:针|注射|用具|工具|垃圾))|[被畀俾]人?骗[了咗走钱]|诈骗[我了咗]|骗[了咗]我',
  // gone: 110
  `(?:人(?!行|工|民)|${kin})${gap(3)}(?:失踪|走失|走丢|唔见咗|不见了)`,
  '救命(?!钱|药|恩|之|稻草)|快[来嚟]救|快救|叫救护车',
]

/** Accidents and illness: asked where they happen, not where they are only feared. */
const accidents: readonly string[] = [
  // fire and gas: 119
  '着火|着咗火|着起火|起火|起咗火|失火|火灾|火警|火烛|烧起来|烧起上嚟|烧着|烧咗|烧紧|大火|冒浓?黑?烟|爆炸|爆燃|炸[了咗]',
  `(?:煤气|燃气|天然气|液化气|石油气|瓦斯|管道气)${gap(4)}[漏泄味爆]|漏(?:煤气|燃气|天然气|液化气|石油气|瓦斯)|毒气`,
  // water, electricity: 119, 120
  `(?:不小心|失足)${gap(3)}[掉跌落摔滑]${gap(4)}${water}|溺水|遇溺|落水|淹死|淹到|浸死|浸亲|浸紧|${someone}${gap(6)}[掉跌落摔滑冲扑]${gap(4)}${water}|[掉跌摔滑]咗?[到进入落]?咗?${water}[里中度]?[了咗啦]`,
  '触电|漏电|[被畀俾]电(?!动|话|瓶|线|箱|梯)|(?<![停充断没])电[亲死晕伤]',
  // falls, collapse, traffic: 110, 119, 120
  `${someone}${gap(6)}[坠跌掉摔]${gap(3)}(?:楼|山|坑|沙井|粪池|窨井)|坠楼|坠井|被困|(?<![贫特])困[在住咗喺]`,
  `(?:房|楼|屋|棚|桥|墙|脚手架)${gap(3)}[塌冧坍]|[压埋][住到着紧死伤了咗]{1,2}${gap(3)}${someone}|山体滑坡|泥石流|山泥倾泻`,
  `车祸|翻车|撞[死伤亲]|撞[到倒飞]了?咗?${gap(4)}${someone}|碾[到压死]`,
  // illness and wounds: 120
  '晕[倒咗低]|晕过去|昏倒|昏迷|昏过去|休克|抽搐|大出血|吐血|流[^，水]{0,5}血(?!压)|血流不止|窒息|噎住|哽亲|中毒|难产|受了?重伤|[烧烫]伤',
  '[没冇]有?了?(?:呼吸|气了)|断气|突然[没冇]有?反应|叫[不唔]醒|[不唔]省人事|快[不唔]行|就[嚟来]唔得|断[了咗](?:手(?!机)|脚|腿)',
  '(?:突发|突然|刚才?|刚刚)(?:心脏病|心梗|脑梗|中风)|(?:心脏病|心梗|脑梗|中风)(?:发作|发了|犯了|[了咗])',
  `[被畀俾]${gap(3)}[狗蛇蜂]${gap(2)}[咬叮蛰蜇针]`,
]

/** What stands before a phrase that is only feared. "恐怕", "怕是" and "担心死了" tell what the speaker believes. */
const fear = /(?<!恐)怕(?!是|死|到|得|咗|了)|担心(?!死|到|得|坏)|忧心|惊(?!到|死|醒|吓|咗|讶|慌|动|呆)/u
/** What stands before one that is conceived of, prevented, or happened at other times. */
const conceived =
  /万一|一旦|如果|要是|若果|假如|倘若|(?<!消)防$|防止|防范|预防|以防|以免|免得|避免|(?<![不没])(?:小心|注意)|当心|容易|好易|可能会|随时会|会不会|迟早|早晚|曾经|经常|常常|时常/u
/** What stands after a phrase that is a matter of precaution. */
const precaution = /^的?(?:隐患|风险|危险|报警器|警报器|演习|演练|宣传|知识|预案|标语|提示|警示|标志|栏)/u
/** What stands after a phrase that came to pass, whatever was feared before. */
const cameToPass = /^[^，]{0,2}[了咗啦紧]/u

/** Who writes in traditional characters is read too, as far as the phrases go. */
const simplified = new Map(
  [
    ...'著着樓楼殺杀燒烧煙烟電电氣气槍枪傷伤斬斩搶抢綁绑墜坠車车禍祸門门無无擊击裡里裏里過过這这點点壓压暈晕兒儿細细媽妈爺爷驚惊擔担災灾緊紧毆殴賊贼個个',
  ]
    .map((character, at, all) => [character, all[at + 1]!] as const)
    .filter((_, at) => at % 2 === 0),
)

const alwaysAsked = new RegExp(always.join('|'), 'u')
const accident = new RegExp(accidents.join('|'), 'gu')

/** Does the text tell of crime or danger now? */
export function isEmergency(text: string): boolean {
  const plain = [...text.normalize('NFKC')].map(character => simplified.get(character) ?? character).join('')
  return plain
    .split(/[,。.!?;:、\s…~“”"()]+/u)
    .some(clause => alwaysAsked.test(clause) || [...clause.matchAll(accident)].some(found => happens(clause, found.index, found[0])))
}

/** Is the accident at `at` of a clause told of, rather than feared or warned of? */
function happens(clause: string, at: number, phrase: string): boolean {
  const [before, after] = [clause.slice(0, at), clause.slice(at + phrase.length)]
  if (precaution.test(after) || conceived.test(before)) return false
  return !fear.test(before) || cameToPass.test(after) || /[了咗紧]$/u.test(phrase)
}
