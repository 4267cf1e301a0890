/** 说说烦心事 (反映问题): the page of the form, its errors, and the receipt. */
import { randomBytes } from 'node:crypto'
import { listUnits } from '#features/units/units.actions.ts'
import { html } from '#platform/public/html.ts'
import { frame, phone } from '#platform/public/layout.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { Problem, problems as common, type FieldError } from '#platform/shared/problem.ts'
import { isEmergency } from '../requests.emergency.rules.ts'
import { submit } from '../requests.intake.actions.ts'
import { passOf, receiptPass } from '../requests.pass.ts'
import { addPhotos, dropWaitingPhoto, listWaitingPhotos, takePhotos, type WaitingPhoto } from '../requests.photo.actions.ts'
import { receiptBody } from './receipt.ts'
import { dangerNotice, errorSummary, reportForm, sameWords, type Choices, type ReportForm } from './report.form.ts'

export const reportPage = definePage({
  method: 'GET',
  path: '/report',
  summary: '说说烦心事（反映问题）',
  async run(visit) {
    const { query } = visit
    const form: ReportForm = { ...emptyForm(), ...abouts[query.about ?? ''], ...(await placeOf(visit, query.unit)) }
    return show(visit, form, [], 200)
  },
})

/** What an address such as /report?about=privacy fills in. Whoever looked must not be who answers for it: the town does. */
const abouts: Readonly<Record<string, Partial<ReportForm>>> = {
  site: { near: '本网站' },
  disclosure: { near: '公开栏' },
  privacy: { near: '看我的资料', aboutOfficials: true },
}

export const reportPost = definePage({
  method: 'POST',
  path: '/report',
  summary: '提交说说烦心事',
  async run(visit) {
    const form = readForm(visit)
    // before the photos: where there is danger nothing is kept
    if (!form.noDanger && isEmergency(form.text)) return show(visit, form, [], 422, true, true)
    const photoErrors = (await addUploads(visit, form)).map(detail => ({ pointer: '#/photoIds', detail }))
    const id = visit.form.drop
    if (id && /^[0-9a-f-]{36}$/.test(id)) await visit.read(context => dropWaitingPhoto(context, form.formKey, id))
    if (id && photoErrors.length === 0) return show(visit, form, [], 200, true)
    if (photoErrors.length > 0) return show(visit, form, photoErrors, 422, true)
    if (visit.form.pick !== undefined) return show(visit, form, [], 200, true)
    return send(visit, form)
  },
})

/** Keeps the photos that came with the form; what is wrong with those that were not kept, in words. Each draws from the address's bucket. */
async function addUploads(visit: Visit, { formKey }: ReportForm): Promise<string[]> {
  if (visit.uploads.length === 0) return []
  try {
    for (const _ of visit.uploads) visit.limit('upload')
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return [`这里传的照片太多，没有收。${error.detail}`]
  }
  const taken = await takePhotos(visit.uploads)
  return visit.read(context => addPhotos(context, formKey, taken))
}

/** Sends the form. The same form sent again gives the same receipt: its key is single-use. */
async function send(visit: Visit, form: ReportForm): Promise<PageAnswer> {
  const body = { ...form, unitId: await chosenUnit(visit, form) }
  try {
    visit.limit('submit')
    const receipt = await visit.call(submit, { body }, { key: form.formKey })
    const cookies = [{ name: receiptPass.cookie, value: passOf(visit.platform.sealing, receipt, visit.now) }]
    const title = '已收到，请记下编号和查询码'
    return {
      html: frame(visit, { title, section: 'voice', tab: 'report', personal: true, body: await receiptBody(visit, receipt, form) }),
      cookies,
    }
  } catch (error) {
    if (!(error instanceof Problem) || error.kind.status >= 500) throw error
    if (error.kind.type === common.invalid.type) return show(visit, form, error.errors, 422, true)
    if (error.kind === common.keyReused) return anotherForm(visit, form)
    return show(visit, form, [{ pointer: '#', detail: error.detail ?? error.kind.remedy ?? error.kind.title }], error.kind.status, true)
  }
}

/** The group, if it is one of the village: chosen before another village was, it is none of that village's. */
async function chosenUnit(visit: Visit, { unitId, groupId }: ReportForm): Promise<string> {
  if (!groupId) return unitId
  const { groups } = await choicesOf(visit, unitId)
  return groups.some(({ id }) => id === groupId) ? groupId : unitId
}

/** By the way back of a browser the form of a case that was sent already is filled in anew: it gets an id of its own, to be sent with. */
function anotherForm(visit: Visit, form: ReportForm): Promise<PageAnswer> {
  const details = ['刚才那件已经收到，这是另一件。', '请再按一次“提交”。', ...(visit.uploads.length > 0 ? ['照片请再选一次。'] : [])]
  const errors = details.map(detail => ({ pointer: '#', detail }))
  return show(visit, { ...form, formKey: newFormKey() }, errors, common.keyReused.status, true)
}

/** The page of the form: fresh, with what is wrong, or asking whether there is danger. */
async function show(
  visit: Visit,
  form: ReportForm,
  errors: readonly FieldError[],
  status: number,
  again = false,
  asksAboutDanger = false,
): Promise<PageAnswer> {
  const photos = again ? await waitingPhotos(visit, form) : []
  const choices = await choicesOf(visit, form.unitId)
  const failed = errors.length > 0
  const { officePhone, officeHours } = visit.platform.config
  const body = html`<div class="wrap main cols">
    <div class="flow">
      ${failed && errorSummary(errors)}
      ${asksAboutDanger && dangerNotice(visit.uploads.length > 0)}
      <h1>说说烦心事<span class="nb">（反映问题）</span></h1>
      ${
        !failed &&
        !asksAboutDanger &&
        html`<p>只要写两样：什么事，在哪里。约2分钟。</p>
          <div class="note late">
            <p><strong>有人身危险，请马上打110、119或120。</strong></p>
            <p>这里不是报警电话，不能马上到场。</p>
          </div>`
      }
      <h2 class="vh">填写</h2>
      ${reportForm(form, choices, photos, errors, again, asksAboutDanger)}
    </div>
    <aside class="flow stick" aria-label="帮助">
      <section class="card">
        <h2>不想在网上填</h2>
        <p>打电话，我们替您登记。</p>
        <p>${phone(officePhone)}</p>
        <p class="sub small">${officeHours}。<br />也可以到最近的党群服务站。</p>
      </section>
      <section class="card">
        <h2>提交以后</h2>
        <ol class="steps nums">
          <li>马上给您编号和查询码。</li>
          <li>2个工作日内有人接手。</li>
          <li>办完由您说“解决了”才算完。</li>
        </ol>
      </section>
      <section class="card">
        <h2>我们收什么</h2>
        <p class="small">只收您写在这里的。称呼和电话封着存，办完一年后删。<a href="/how#privacy">为什么收</a></p>
      </section>
    </aside>
  </div>`
  const title = asksAboutDanger ? '有危险吗？请先打电话' : failed ? '还没提交，请改一下' : '说说烦心事（反映问题）'
  return {
    html: frame(visit, {
      title,
      section: 'voice',
      tab: 'report',
      crumbs: [
        { href: '/', text: '首页' },
        { href: '/voice', text: '亮嗓音' },
      ],
      body,
    }),
    status,
  }
}

const waitingPhotos = (visit: Visit, form: ReportForm): Promise<WaitingPhoto[]> =>
  visit.read(context => listWaitingPhotos(context, form.formKey))

const choicesOf = (visit: Visit, villageId: string): Promise<Choices> =>
  visit.read(async context => {
    const all = await listUnits(context)
    const villages = all.filter(unit => ['community', 'village', 'zone'].includes(unit.kind))
    const groups = villageId ? all.filter(unit => unit.path.includes(villageId) && unit.id !== villageId) : []
    return { villages, groups }
  })

/** The village and group of an address such as /report?unit=…, if there is such a unit. */
const placeOf = (visit: Visit, unitId: string | undefined) =>
  visit.read(async context => {
    const unit = unitId && (await listUnits(context)).find(each => each.id === unitId)
    if (!unit || unit.path.length < 2) return {}
    return { unitId: unit.path[1]!, groupId: unit.path.length > 2 ? unit.id : '' }
  })

const newFormKey = () => randomBytes(16).toString('hex')

const emptyForm = (): ReportForm => ({
  formKey: newFormKey(),
  text: '',
  unitId: '',
  groupId: '',
  near: '',
  contactName: '',
  contactPhone: '',
  publicAgreed: false,
  aboutOfficials: false,
  noDanger: false,
})

function readForm({ form }: Visit): ReportForm {
  const text = (name: string) => form[name] ?? ''
  return {
    formKey: /^[0-9a-f]{32}$/.test(text('formKey')) ? text('formKey') : newFormKey(),
    text: text('text'),
    unitId: text('unitId'),
    groupId: text('groupId'),
    near: text('near'),
    contactName: text('contactName'),
    contactPhone: text('contactPhone'),
    publicAgreed: text('publicAgreed') === 'on',
    aboutOfficials: text('aboutOfficials') === 'on',
    noDanger: text('noDanger') === 'on' || text('noDanger') === sameWords(text('text')),
  }
}
