import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { tell } from '../../app/announcer.tsx'
import { problemOfError } from '../../client/problem.ts'
import { problemKey, useTranslate } from '../../i18n/translate.tsx'

/** Does something once at a time, says how it went, and has lists read again. */
export function useAct(): { busy: boolean; act: (deed: () => Promise<unknown>, done: string) => void } {
  const t = useTranslate()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  async function run(deed: () => Promise<unknown>, done: string): Promise<void> {
    setBusy(true)
    try {
      await deed()
      await client.invalidateQueries()
      tell(done)
    } catch (error) {
      tell(t(problemKey(problemOfError(error).code)))
    } finally {
      setBusy(false)
    }
  }
  return { busy, act: (deed, done) => void run(deed, done) }
}
