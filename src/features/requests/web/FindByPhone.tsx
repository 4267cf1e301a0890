/** Finding the cases of whoever lost the receipt and knows only the own number (按电话找诉求). */
import { Link } from '@tanstack/react-router'
import { useWrite } from '#platform/web/api-client.ts'
import { FindByPhone as Search } from '#platform/web/FindByPhone.tsx'
import { showInstant } from '#platform/web/format.ts'
import { endpoints } from '../requests.contract.ts'
import { stateNames } from '../requests.words.ts'

export function FindByPhone({ onClose }: { onClose(): void }) {
  const search = useWrite(endpoints.findByPhone)
  return (
    <Search
      title="按电话找诉求"
      search={search}
      found="找到的诉求"
      none="您能看的诉求里，没有留这个号码的。没留电话或已到期删除的，请用编号找。"
      onClose={onClose}
    >
      {({ id, number, title, state, unitName, submittedAt }) => (
        <>
          <Link to="/requests/$requestId" params={{ requestId: id }}>
            {number} {title}
          </Link>
          <p className="sub">
            {unitName}，{showInstant(submittedAt)}提交，{stateNames[state]}
          </p>
        </>
      )}
    </Search>
  )
}
