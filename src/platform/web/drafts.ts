/**
 * Drafts (草稿): what was chosen in a long form, kept in this browser until it is sent.
 *
 * Only fields that the page names, and none that can hold a person's data: no names, phones or free
 * text (ASVS 14.3.3). Signing out removes them all.
 */
import type { FormInstance } from 'antd'
import { useEffect, useMemo } from 'react'

const prefix = 'draft.'
type Choices = Record<string, string | number | boolean | string[]>

export function readDraft(name: string, fields: readonly string[], store: Pick<Storage, 'getItem'> = localStorage): Partial<Choices> {
  try {
    const saved = JSON.parse(store.getItem(prefix + name) ?? '{}') as Choices
    return Object.fromEntries(Object.entries(saved).filter(([field]) => fields.includes(field)))
  } catch {
    return {}
  }
}

export function saveDraft(
  name: string,
  fields: readonly string[],
  values: Record<string, unknown>,
  store: Pick<Storage, 'setItem'> = localStorage,
) {
  const kept = Object.entries(values).filter(([field, value]) => fields.includes(field) && value !== undefined && value !== '')
  store.setItem(prefix + name, JSON.stringify(Object.fromEntries(kept)))
}

export const dropDraft = (name: string) => localStorage.removeItem(prefix + name)

export function dropAllDrafts(store: Storage = localStorage): void {
  for (const key of Object.keys(store)) if (key.startsWith(prefix)) store.removeItem(key)
}

/** Puts the draft into the form at first, and returns what to call when the form changes and when it is sent. */
export function useDraft(name: string, form: FormInstance, fields: readonly string[]) {
  const key = fields.join()
  useEffect(() => {
    form.setFieldsValue(readDraft(name, key.split(',')))
  }, [name, form, key])
  return useMemo(
    () => ({ keep: (values: Record<string, unknown>) => saveDraft(name, key.split(','), values), drop: () => dropDraft(name) }),
    [name, key],
  )
}
