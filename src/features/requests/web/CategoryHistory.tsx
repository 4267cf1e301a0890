/** What a category was before (以前的定法): every version with its days, who adopted it, why, and by what paper. */
import { Dialog } from '#platform/web/Dialog.tsx'
import { showDay } from '#platform/web/format.ts'
import type { CategorySetting, CategoryVersion } from '../requests.contract.ts'

export const nobodyYet = '待本镇确认'

/** "居民等得太久（西办〔2026〕8号）". */
export const grounds = ({ reason, source }: { reason: string | null; source: string | null }) =>
  `${reason ?? ''}${source ? `（${source}）` : ''}`

const daysOf = ({ from, to }: CategoryVersion) => `${from ? showDay(from) : '开始'}起${to ? `，${showDay(to)}以前` : ''}`

export const CategoryHistory = ({ category, onClose }: { category: CategorySetting; onClose(): void }) => (
  <Dialog title={`${category.name}：以前的`} footer={null} onCancel={onClose} width={760}>
    <div className="scroll">
      <table className="cards" role="table">
        <caption>{category.name}的定法，新的在上面</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              哪些天
            </th>
            <th role="columnheader" scope="col">
              几个工作日
            </th>
            <th role="columnheader" scope="col">
              先分给谁
            </th>
            <th role="columnheader" scope="col">
              谁定的，为什么
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {category.history.map(version => (
            <tr key={version.id} role="row">
              <td role="cell" data-heading="哪些天">
                {daysOf(version)}
              </td>
              <td role="cell" data-heading="几个工作日">
                {version.workingDays}
              </td>
              <td role="cell" data-heading="先分给谁">
                {version.routeName ?? '不预先分'}
              </td>
              <td role="cell" data-heading="谁定的，为什么">
                {version.adoptedByName ?? nobodyYet} <span className="sub">{grounds(version)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </Dialog>
)
