/** The form 说说烦心事 (反映问题): what, where, and if one likes photos and a contact. Works without script. */
import { createHash } from 'node:crypto'
import { html, type Html } from '#platform/public/html.ts'
import { icon } from '#platform/public/icons.ts'
import { phone } from '#platform/public/layout.ts'
import type { FieldError } from '#platform/shared/problem.ts'
import type { WaitingPhoto } from '../requests.photo.actions.ts'
import { dangerNumbers, noDangerName } from '../requests.words.ts'

export interface ReportForm {
  /** 128-bit single-use id of this form in hex: its idempotency key, and the key of its waiting photos. */
  formKey: string
  text: string
  unitId: string
  groupId: string
  near: string
  contactName: string
  contactPhone: string
  publicAgreed: boolean
  aboutOfficials: boolean
  /** Said that there is no danger, by the button that asks, of the text as it is. */
  noDanger: boolean
}

/** Stands for what was written: what was said of one text is not said of another. */
export const sameWords = (text: string) => createHash('sha256').update(text.replaceAll(/\s/g, '')).digest('hex').slice(0, 16)

export interface Choices {
  villages: readonly { id: string; name: string }[]
  /** Groups below the chosen village; empty until one is chosen. */
  groups: readonly { id: string; name: string }[]
}

/** Where each field of the contract stands in the form, and what its summary link says. */
const places: Readonly<Record<string, { id: string; name: string }>> = {
  '#/text': { id: 'what', name: '什么事' },
  '#/unitId': { id: 'vil', name: '在哪个村（社区）' },
  '#/near': { id: 'near', name: '附近有什么' },
  '#/photoIds': { id: 'ph', name: '照片' },
  '#/contactName': { id: 'nm', name: '称呼' },
  '#/contactPhone': { id: 'tel', name: '手机号' },
}

/** The summary that stands first and takes the focus: each line leads to its field. */
export const errorSummary = (errors: readonly FieldError[]): Html =>
  html`<section class="oops" role="alert" aria-labelledby="oops-t" tabindex="-1">
    <h2 id="oops-t">还没提交，有${errors.length}处要改</h2>
    <p>您写过的都还在，照片也还在。</p>
    <ul>
      ${errors.map(({ pointer, detail }) => html`<li><a href="#${places[pointer]?.id ?? 'what'}">${detail}</a></li>`)}
    </ul>
  </section>`

/** Asked where the words tell of danger: the numbers first. The button stands at the end of the form, so that Enter does not press it. */
export const dangerNotice = (photosLost: boolean): Html =>
  html`<section class="oops" role="alert" aria-labelledby="danger-t" tabindex="-1">
    <h2 id="danger-t">有危险吗？请先打电话</h2>
    <p>这里不是报警电话，不能马上到场。</p>
    <ul>
      ${dangerNumbers.map(([number, what]) => html`<li>${phone(number)} ${what}</li>`)}
    </ul>
    <p>您写的还没有记下，都还在下面。</p>
    ${photosLost && html`<p>照片没有收，请再选一次。</p>`}
    <p>没有危险，<a href="#no-danger">请接着提交</a>。</p>
  </section>`

export function reportForm(
  form: ReportForm,
  choices: Choices,
  photos: readonly WaitingPhoto[],
  errors: readonly FieldError[],
  again: boolean,
  asksAboutDanger: boolean,
): Html {
  const marks = marksOf(errors)
  return html`<form class="form" action="/report" method="post" enctype="multipart/form-data" novalidate>
    ${defaultSubmit}<input type="hidden" name="formKey" value="${form.formKey}" />
    ${form.noDanger && html`<input type="hidden" name="noDanger" value="${sameWords(form.text)}" />`}
    ${what(form, marks)} ${where(form, choices, marks)} ${pictures(photos, marks)} ${contact(form, marks)} ${consents(form)}
    <div class="btns">
      ${asksAboutDanger && html`<button class="btn go" id="no-danger" name="noDanger" value="on">${noDangerName}</button>`}
      <button class="${asksAboutDanger ? 'btn' : 'btn go'}" type="submit">${again ? '改好了，再提交' : '提交'}</button>
    </div>
  </form>`
}

/** Enter in a field, or 前往 on a telephone, presses the first button of a form: without this one it would be 删掉这张. */
const defaultSubmit = html`<button class="vh" type="submit" tabindex="-1" aria-hidden="true">提交</button>`

type Marks = ReturnType<typeof marksOf>

/** What each field shows when it is wrong: its sentence, its frame and what a screen reader is told. */
function marksOf(errors: readonly FieldError[]) {
  const error = (pointer: string) => errors.find(each => each.pointer === pointer)?.detail
  return {
    line(pointer: string) {
      const detail = error(pointer)
      return detail && html`<p class="err" id="${places[pointer]!.id}-e">${icon('err')}<span>${detail}</span></p>`
    },
    bad: (pointer: string) => (error(pointer) ? html` aria-invalid="true"` : html``),
    told: (pointer: string, hint: string) => `${hint}${error(pointer) ? ` ${places[pointer]!.id}-e` : ''}`,
    frame: (...pointers: string[]) => (pointers.some(error) ? 'f bad' : 'f'),
  }
}

const what = (form: ReportForm, { frame, line, told, bad }: Marks) =>
  html`<div class="${frame('#/text')}">
      <label for="what">1. 什么事</label>
      <p class="hint" id="what-h">说清楚三点：看到什么，多久了，盼着怎么办。</p>
      ${line('#/text')}
      <textarea class="in" id="what" name="text" maxlength="1000" required aria-describedby="${told('#/text', 'what-h')}" ${bad('#/text')}>
${form.text}</textarea>
    </div>`

const where = (form: ReportForm, choices: Choices, { frame, line, told, bad }: Marks) =>
  html`<div class="${frame('#/unitId', '#/near')}">
      <label for="vil">2. 在哪里</label>
      <p class="hint" id="vil-h">选村（社区），再写附近有什么。选了小组，先送到小组。</p>
      ${line('#/unitId')}${line('#/near')}
      <div class="pair">
        <div>
          <label class="vh" for="vil">村（社区）</label
          ><select class="in" id="vil" name="unitId" aria-describedby="${told('#/unitId', 'vil-h')}" required${bad('#/unitId')}>
            <option value="">请选村（社区）</option>
            ${options(choices.villages, form.unitId)}
          </select>
        </div>
        ${choices.groups.length > 0 ? groups(form, choices) : pickGroup}
        <div>
          <label class="vh" for="near">附近有什么</label
          ><input
            class="in"
            id="near"
            name="near"
            required
            value="${form.near}"
            placeholder="例如：祠堂对面"
            maxlength="100"
            autocomplete="off"
            aria-describedby="${told('#/near', 'vil-h')}"
            ${bad('#/near')}
          />
        </div>
      </div>
    </div>`

const groups = (form: ReportForm, choices: Choices) =>
  html`<div>
      <label class="vh" for="grp">小组（可以不选）</label
      ><select class="in" id="grp" name="groupId">
        <option value="">哪个小组（可以不选）</option>
        ${options(choices.groups, form.groupId)}
      </select>
    </div>`

/** The groups of a village are known when it has been chosen; the form comes back with them, and stands where it stood. */
const pickGroup = html`<div>
    <button class="btn quiet" name="pick" value="group" formaction="/report#vil" formnovalidate>选小组（可以不选）</button>
  </div>`

const pictures = (photos: readonly WaitingPhoto[], { frame, line, told }: Marks) =>
  html`<div class="${frame('#/photoIds')}">
      <label for="ph">3. 照片 <span class="opt">（可以不传）</span></label
      >${line('#/photoIds')}
      ${
        photos.length > 0 &&
        html`<p class="hint">已收好${photos.length}张，不用再传。给您留两小时。</p>
          <ul class="photos">
            ${photos.map((photo, index) => html`<li><img src="${photo.preview}" alt="照片${index + 1}" /><button class="btn quiet" name="drop" value="${photo.id}" formnovalidate>删掉这张</button></li>`)}
          </ul>`
      }
      <p class="hint" id="ph-h">${photos.length > 0 ? `还可以加${3 - photos.length}张。` : '最多3张。'}照片里的位置信息会删掉。</p>
      <div class="file">
        <input
          id="ph"
          name="photo"
          type="file"
          accept="image/jpeg,image/png,image/webp"
          multiple
          aria-describedby="${told('#/photoIds', 'ph-h')}"
        />
      </div>
    </div>`

const contact = (form: ReportForm, { frame, line, told, bad }: Marks) =>
  html`<div class="${frame('#/contactName', '#/contactPhone')}">
      <p class="label" id="who">4. 怎么联系您 <span class="opt">（可以不留）</span></p>
      <p class="hint" id="tel-h">只给办事的人看。谁看过，您都查得到。</p>
      ${line('#/contactName')}${line('#/contactPhone')}
      <div class="pair" role="group" aria-labelledby="who">
        <div>
          <label for="nm">称呼</label
          ><input
            class="in"
            id="nm"
            name="contactName"
            autocomplete="name"
            maxlength="50"
            value="${form.contactName}"
            ${bad('#/contactName')}
          />
        </div>
        <div>
          <label for="tel">手机号</label
          ><input
            class="in"
            id="tel"
            name="contactPhone"
            type="tel"
            inputmode="tel"
            autocomplete="tel"
            aria-describedby="${told('#/contactPhone', 'tel-h')}"
            value="${form.contactPhone}"
            ${bad('#/contactPhone')}
          />
        </div>
      </div>
    </div>`

const consents = (form: ReportForm) =>
  html`<fieldset class="f">
      <legend>5. 请勾选 <span class="opt">（都可以不勾）</span></legend>
      <div class="box">
        <label class="pick"
          ><input type="checkbox" name="publicAgreed" ${form.publicAgreed && html` checked`} />可以公开这件事，不带我的名字</label
        >
      </div>
      <div class="box">
        <label class="pick"
          ><input type="checkbox" name="aboutOfficials" ${form.aboutOfficials && html` checked`} />这件事和村（社区）干部有关</label
        >
        <p class="more sub small">勾上后直接送到镇里，村里看不到。</p>
      </div>
    </fieldset>`

const options = (items: readonly { id: string; name: string }[], chosen: string) =>
  items.map(({ id, name }) => html`<option value="${id}" ${id === chosen && html` selected`}>${name}</option>`)
