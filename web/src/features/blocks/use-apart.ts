import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { tell } from '../../app/announcer.tsx'
import { useCall } from '../../app/context.tsx'
import { problemOfError } from '../../client/problem.ts'
import { problemKey, useTranslate } from '../../i18n/translate.tsx'
import { useWords } from './words/use-words.ts'

export type Way = 'block' | 'mute'

interface Kept {
  readonly handle: string
  readonly name: string
}

interface Apart {
  readonly busy: boolean
  readonly keep: (way: Way, member: Kept) => void
  readonly release: (way: Way, member: Kept) => void
}

/** Blocks, mutes, and takes either back. What is shown of the member is read again everywhere. */
export function useApart(): Apart {
  const t = useTranslate()
  const words = useWords()
  const call = useCall()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)

  async function change(method: 'PUT' | 'DELETE', way: Way, { handle, name }: Kept): Promise<void> {
    setBusy(true)
    try {
      const profile = await call(`${method} /members/:handle/${way}`, { params: { handle } })
      client.setQueryData(['profile', handle], profile)
      for (const key of ['posts', 'members', 'apart']) void client.invalidateQueries({ queryKey: [key] })
      tell(words(`${way}.${method === 'PUT' ? 'done' : 'undone'}`, { name }))
    } catch (error) {
      tell(t(problemKey(problemOfError(error).code)))
    } finally {
      setBusy(false)
    }
  }

  return {
    busy,
    keep: (way, member) => void change('PUT', way, member),
    release: (way, member) => void change('DELETE', way, member),
  }
}
