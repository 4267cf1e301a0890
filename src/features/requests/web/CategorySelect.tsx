/** Chooses a category (类别): the tree flattened, each with its limit in working days. */
import { Select, type SelectProps } from 'antd'
import { useRead } from '#platform/web/api-client.ts'
import { endpoints, type Category } from '../requests.contract.ts'
import type { z } from 'zod'

type CategoryRow = z.infer<typeof Category>

/** "公共设施／路灯（7个工作日）". */
export function labelOf(category: CategoryRow, byId: ReadonlyMap<string, CategoryRow>): string {
  const parent = category.parentId ? byId.get(category.parentId) : undefined
  return `${parent ? `${parent.name}／` : ''}${category.name}（${category.workingDays}个工作日）`
}

interface CategorySelectProps extends Omit<SelectProps<string>, 'options'> {
  /** A category that takes no new cases, but that this one has. */
  kept?: { id: string; name: string }
}

export function CategorySelect({ kept, ...props }: CategorySelectProps) {
  const { data, isPending } = useRead(endpoints.categories, {})
  const byId = new Map(data?.items.map(category => [category.id, category]))
  const parents = new Set(data?.items.map(({ parentId }) => parentId))
  const options = data?.items.filter(({ id }) => !parents.has(id)).map(category => ({ value: category.id, label: labelOf(category, byId) }))
  const isMissing = kept && !options?.some(({ value }) => value === kept.id)
  const all = [...(options ?? []), ...(data && isMissing ? [{ value: kept.id, label: `${kept.name}（已停用）` }] : [])]
  return <Select<string> allowClear showSearch={{ optionFilterProp: 'label' }} loading={isPending} {...props} options={all} />
}
