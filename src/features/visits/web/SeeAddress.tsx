/** Where the door is (看地址): opened for a visit, which the household reads. */
import { Button } from 'antd'
import { endpoints } from '#features/households/households.contract.ts'
import { useWrite } from '#platform/web/api-client.ts'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'

export function SeeAddress({ householdId }: { householdId: string }) {
  const opening = useWrite(endpoints.reveal)
  if (opening.data) return <p>地址：{opening.data.value}</p>
  return (
    <>
      <ProblemAlert problem={opening.error} />
      <Button
        loading={opening.isPending}
        onClick={() => opening.mutate({ params: { householdId }, body: { field: 'address', reason: 'visit' } })}
      >
        看地址
      </Button>
      <p className="sub">这一户看得到您看过。</p>
    </>
  )
}
