/** Chooses one of the people near a meeting's organisation (选人): by a part of the name, pinyin or initials. */
import { Select, type SelectProps } from 'antd'
import { useState } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { endpoints } from '../meetings.contract.ts'

interface PersonSelectProps extends Omit<SelectProps<string>, 'options'> {
  meetingId: string
  /** Whoever is chosen already. */
  known?: { id: string | null; name: string | null }
  /** What to look for at first. */
  startsWith?: string
}

export function PersonSelect({ meetingId, known, startsWith = '', ...rest }: PersonSelectProps) {
  const [q, setQ] = useState(startsWith)
  const found = useRead(endpoints.candidates, { params: { meetingId }, query: { q: q || undefined } })
  const options = (found.data?.items ?? []).map(({ id, name, unitName, title }) => ({
    value: id,
    label: `${name}（${title === null ? unitName : `${unitName}，${title}`}）`,
  }))
  if (known?.id && !options.some(({ value }) => value === known.id)) options.unshift({ value: known.id, label: known.name ?? '' })
  return (
    <Select<string>
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      loading={found.isPending}
      placeholder="输入姓名或拼音首字母"
      notFoundContent="没有找到"
      {...rest}
      options={options}
    />
  )
}
