/**
 * The formalism guard (形式主义防线): holding a demand against the bans, and its price in minutes. Pure.
 *
 * It reads words, so it can be wrong both ways; it says which word it stopped at, and a person rewrites the sentence.
 * Sources stand with the bans.
 */
import { addDays } from '#platform/shared/calendar.ts'
import { bans, structural } from './guard.bans.rules.ts'
import { askedIn } from './guard.refusal.rules.ts'
import { evidenceNames, type Demand, type Finding, type Price } from './guard.contract.ts'

/** Full and half width are one, and what is put between letters to hide a word is gone: "打 卡", "打·卡". */
const plain = (text: string) => text.normalize('NFKC').replaceAll(/[\s·・.．\-—_*~|/\\"'“”‘’（）()【】[\]]/gu, '')

const clauses = (text: string) =>
  text
    .split(/[，,。；;！!？?\n]/u)
    .map(plain)
    .filter(Boolean)

/** Everything that speaks against the demand, in the order of its fields; none: it may go out. */
export function lint(demand: Demand): Finding[] {
  return [...wordFindings(demand), ...evidenceFindings(demand), ...shapeFindings(demand)]
}

const found = (ban: { id: string; rule: string; source: Finding['source']; remedy: string }, pointer: string, detail: string): Finding => ({
  ban: ban.id,
  rule: ban.rule,
  pointer,
  detail,
  remedy: ban.remedy,
  source: ban.source,
})

function wordFindings(demand: Demand): Finding[] {
  const inForce = bans.filter(({ id, kinds }) => (!kinds || kinds.includes(demand.kind)) && !(id === 'checkIn' && isEmergency(demand)))
  return demand.texts.flatMap(({ pointer, text }) => {
    const said = clauses(text)
    return inForce.flatMap(ban => {
      const word = ban.words && said.map(clause => askedIn(clause, ban.words!)).find(Boolean)
      return word ? [found(ban, pointer, `“${word}”不能作要求：${ban.bans}。`)] : []
    })
  })
}

function evidenceFindings(demand: Demand): Finding[] {
  return demand.evidence
    .filter(({ required, kind }) => kind !== 'none' && (required || kind === 'track'))
    .filter(({ kind }) => !(kind === 'checkIn' && isEmergency(demand)))
    .flatMap(({ pointer, kind }) =>
      bans
        .filter(ban => ban.evidence?.includes(kind))
        .map(ban => found(ban, pointer, `不能要求必须有${evidenceNames[kind]}：${ban.bans}。`)),
    )
}

function shapeFindings({ basis, ranks, fillers, workingDaysToAnswer }: Demand): Finding[] {
  const findings: Finding[] = []
  if (!basis?.name) findings.push(found(structural.basis, '#/basis/name', '没有写依据的文件名称。'))
  if (!basis?.article) findings.push(found(structural.basis, '#/basis/article', '没有写依据哪一条。'))
  if (ranks)
    findings.push(
      found(
        bans.find(({ id }) => id === 'ranks')!,
        '#/ranks',
        '不能排名次。',
      ),
    )
  if (fillers === 0) findings.push(found(structural.nobody, '#/kinds', '这个范围里没有一个要做的单位。'))
  if (workingDaysToAnswer !== null && workingDaysToAnswer < 1)
    findings.push(found(structural.haste, '#/dueCount', '从发出到到期，不足一个工作日。'))
  return findings
}

/** Longest that an emergency may keep a check-in on; a longer one is asked for again (UX-B9). */
export const emergencyDays = 30

/** Is check-in on for the named task? Only with task, legal reason and officer, and for at most thirty days. */
export const isEmergency = ({ emergency }: Pick<Demand, 'emergency'>): boolean =>
  emergency !== null && emergency.from <= emergency.to && emergency.to <= addDays(emergency.from, emergencyDays - 1)

/** Does the emergency's check-in still stand on the day? It ends by itself. */
export const emergencyStands = (demand: Pick<Demand, 'emergency'>, today: string): boolean =>
  isEmergency(demand) && demand.emergency!.from <= today && today <= demand.emergency!.to

/** What the demand costs those who must answer it, in minutes. */
export function priceOf({ fillers, minutes, timesAYear }: Pick<Demand, 'fillers' | 'minutes' | 'timesAYear'>): Price {
  const minutesEachTime = fillers * minutes
  const yearlyMinutes = minutesEachTime * timesAYear
  return {
    minutesEachTime,
    yearlyMinutes,
    words:
      yearlyMinutes === 0
        ? '不用谁另外花时间：记录在，就自己了结。'
        : `${fillers}个单位，每年${timesAYear}次，每次${minutes}分钟，全年共${showMinutes(yearlyMinutes)}。`,
  }
}

/** 50分钟, 3小时, 3小时20分钟 */
export function showMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return [hours > 0 && `${hours}小时`, (rest > 0 || hours === 0) && `${rest}分钟`].filter(Boolean).join('')
}

/** What two fields may be the same thing by: names without blanks, marks and empty words. */
export const nameKey = (name: string) => plain(name).replaceAll(/(?:本村|本社区|本支部|所在|的|数量|总数|情况|名称)/gu, '')

/** Minutes that the lists may cost one village in a month; a proposal for the town to adopt (UX-B7). */
export const monthlyCapMinutes = 600
