/** Plates that name me (我的党员户牌), for the page of what is kept about me: yes, or no, as easily. Works without script. */
import { html, type Html } from '#platform/public/html.ts'
import type { OwnPlate } from '../plates.contract.ts'
import { plateStateNames } from '../plates.words.ts'

/** One section; nothing when no plate names the reader. The forms go to `action` with `do` and `plate`. */
export const ownPlates = (items: readonly OwnPlate[], action: string): Html | false =>
  items.length > 0 &&
  html`<h2>党员户牌</h2>
    <p>牌挂在门口，过路的人看得到。</p>
    <p>随时可以收回，不用说原因。</p>
    ${items.map(
      plate =>
        html`<section class="card flow">
          <h3>${plate.unitName}：${plate.agreedOn === null ? '等您说同不同意' : plateStateNames[plate.state]}</h3>
          ${plate.number !== null && html`<p>牌号 <span class="num">${plate.number}</span></p>`}
          ${
            plate.allowedActions.includes('agree') &&
            plate.agreedOn === null &&
            html`<form class="form" action="${action}" method="post">
              <input type="hidden" name="do" value="agreePlate" />
              <input type="hidden" name="plate" value="${plate.id}" />
              <div class="box">
                <label class="pick"><input type="checkbox" name="names" />扫码时也可以显示姓名</label>
              </div>
              <div class="btns"><button class="btn go" type="submit">我同意挂牌</button></div>
            </form>`
          }
          ${
            plate.allowedActions.includes('withdraw') &&
            html`<form action="${action}" method="post">
              <input type="hidden" name="do" value="withdrawPlate" />
              <input type="hidden" name="plate" value="${plate.id}" />
              <button class="btn" type="submit">${plate.agreedOn === null ? '我不同意' : '收回同意'}</button>
            </form>`
          }
        </section>`,
    )}`
