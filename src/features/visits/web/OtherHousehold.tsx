/** A household that is on nobody's list (临时去的一户): found by the beginning of its number. */
import { Link } from '@tanstack/react-router'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { endpoints as householdEndpoints } from '#features/households/households.contract.ts'
import { useRead } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { Reading } from '#platform/web/Reading.tsx'

export function OtherHousehold() {
  const [code, setCode] = useState('')
  const found = useRead(householdEndpoints.list, { query: { code, state: 'occupied', limit: 10 } }, { enabled: code !== '' })
  return (
    <section className="panel" aria-labelledby="other">
      <h2 id="other">别的户</h2>
      <Form layout="vertical" onFinish={({ number }: { number?: string }) => setCode(number?.trim() ?? '')}>
        <Form.Item name="number" label="户号（打前几个字就行）">
          <Input.Search enterButton="找" onSearch={value => setCode(value.trim())} autoComplete="off" />
        </Form.Item>
      </Form>
      {code !== '' && (
        <Reading of={found} lines={2}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty why="没有这个户号，或不归您管" todo="请核对户号。" />
            ) : (
              <ul className="lines">
                {items.map(home => (
                  <li key={home.id}>
                    <Link to="/visits/households/$householdId" params={{ householdId: home.id }}>
                      {home.code}
                    </Link>{' '}
                    <span className="sub">{home.unitName}</span>
                  </li>
                ))}
              </ul>
            )
          }
        </Reading>
      )}
    </section>
  )
}
