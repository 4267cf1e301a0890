/** Files (文件): sending one that a person chose, and saving one that the server answers with. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Endpoint, OutputOf } from '#platform/shared/endpoint.ts'
import { newId } from '#platform/shared/ids.ts'
import type { Problem } from '#platform/shared/problem.ts'
import { ask, call, type Asked } from './api-client.ts'

/**
 * Sends a file, with the params of the address if it has any; afterwards everything on screen is read again. The same file sent again
 * after a lost answer makes no second thing.
 */
export function useUpload<E extends Endpoint>(endpoint: E, address: { params?: Record<string, string> } = {}) {
  const cache = useQueryClient()
  const last = useRef<{ file: File; key: string } | null>(null)
  return useMutation<OutputOf<E>, Problem, File>({
    mutationFn: file => {
      if (last.current?.file !== file) last.current = { file, key: newId() }
      const form = new FormData()
      form.set('file', file, file.name)
      return call(endpoint, { ...address, body: form } as unknown as Asked<E>, endpoint.creates ? { key: last.current.key } : {})
    },
    onSuccess: async () => {
      last.current = null
      await cache.invalidateQueries()
    },
  })
}

/** Asks for a file and saves it under the name that the server gives it. */
export const useDownload = <E extends Endpoint>(endpoint: E) =>
  useMutation<void, Problem, Asked<E>>({
    mutationFn: async input => {
      const answer = await ask(endpoint, input)
      save(await answer.blob(), nameOf(answer.headers.get('content-disposition')))
    },
  })

/** Source: RFC 6266, RFC 8187. */
export const nameOf = (disposition: string | null): string =>
  decodeURIComponent(/filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1] ?? '') || '下载'

function save(content: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // The browser has taken hold of the content by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 0)
}
