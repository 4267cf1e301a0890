/** 不做志愿者了: taking the registration back, on one's own pages. Works without script. */
import { html, type Html } from '#platform/public/html.ts'

/** One section; the form goes to `action` and says `value` in the field `field`. */
export const leaving = ({ action, field, value }: { action: string; field: string; value: string }): Html =>
  html`<h2>不做志愿者了</h2>
    <p>随时可以收回登记，不用说原因。</p>
    <p>报了没去的会退掉，做过的时长还在。</p>
    <form action="${action}" method="post">
      <input type="hidden" name="${field}" value="${value}" />
      <button class="btn" type="submit">收回登记</button>
    </form>`
