/** Photos of a case (照片), re-encoded by the server and without their place of taking. */
import { Empty } from '#platform/web/Empty.tsx'
import type { RequestDetail } from '../requests.contract.ts'

export function Photos({ photos }: { photos: RequestDetail['photos'] }) {
  if (photos.length === 0) return <Empty why="没有照片" todo="照片从来不是必须的。" />
  return (
    <ul className="photos">
      {photos.map(({ id, width, height }, index) => (
        <li key={id}>
          <a href={`/photos/${id}`} target="_blank" rel="noreferrer">
            <img src={`/photos/${id}`} width={width} height={height} alt={`第${index + 1}张照片，点开看大图`} loading="lazy" />
          </a>
        </li>
      ))}
    </ul>
  )
}
