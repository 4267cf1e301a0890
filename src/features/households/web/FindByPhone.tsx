/** Finding households by telephone (按电话找户): several may share one number. */
import { Link } from '@tanstack/react-router'
import { useWrite } from '#platform/web/api-client.ts'
import { FindByPhone as Search } from '#platform/web/FindByPhone.tsx'
import { endpoints } from '../households.contract.ts'

export function FindByPhone({ onClose }: { onClose(): void }) {
  const search = useWrite(endpoints.findByPhone)
  return (
    <Search title="按电话找户" search={search} found="找到的户" none="没有登记这个号码的户。" onClose={onClose}>
      {({ id, code, unitName }) => (
        <>
          <Link to="/households/$householdId" params={{ householdId: id }}>
            {code}
          </Link>
          <p className="sub">{unitName}</p>
        </>
      )}
    </Search>
  )
}
