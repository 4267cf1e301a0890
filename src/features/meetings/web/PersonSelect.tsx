/** Chooses one of the people near an organisation (选人): by a part of the name, pinyin or initials. */
import { Select, type SelectProps } from 'antd'
import { useState } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { endpoints, type Candidate } from '../meetings.contract.ts'

interface PeopleSelectProps extends Omit<SelectProps<string>, 'options'> {
  /** Those whom the letters found; undefined while they are looked for. */
  found: readonly Candidate[] | undefined
  onFind(q: string): void
  /** Whoever is chosen already. */
  known?: { id: string | null; name: string | null }
}

export function PeopleSelect({ found, onFind, known, ...rest }: PeopleSelectProps) {
  const options = (found ?? []).map(({ id, name, unitName, title }) => ({
    value: id,
    label: `${name}（${title === null ? unitName : `${unitName}，${title}`}）`,
  }))
  if (known?.id && !options.some(({ value }) => value === known.id)) options.unshift({ value: known.id, label: known.name ?? '' })
  return (
    <Select<string>
      allowClear
      showSearch={{ filterOption: false, onSearch: onFind }}
      loading={found === undefined}
      placeholder="输入姓名或拼音首字母"
      notFoundContent="没有找到"
      {...rest}
      options={options}
    />
  )
}

interface PersonSelectProps extends Omit<PeopleSelectProps, 'found' | 'onFind'> {
  meetingId: string
  /** What to look for at first. */
  startsWith?: string
}

/** The same, of the people near a meeting's organisation. */
export function PersonSelect({ meetingId, startsWith = '', ...rest }: PersonSelectProps) {
  const [q, setQ] = useState(startsWith)
  const found = useRead(endpoints.candidates, { params: { meetingId }, query: { q: q || undefined } })
  return <PeopleSelect found={found.data?.items} onFind={setQ} {...rest} />
}
