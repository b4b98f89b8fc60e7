import type { FirewallPatch, FirewallState } from '@porchlight/contract/firewall'
import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { tell } from '../../../app/announcer.tsx'
import { useCall } from '../../../app/context.tsx'
import { problemOfError } from '../../../client/problem.ts'
import { problemKey, useTranslate } from '../../../i18n/translate.tsx'

const stateKey = ['admin', 'firewall', 'state']
const refreshMs = 10_000

export function useFirewall(): UseQueryResult<FirewallState> {
  const call = useCall()
  return useQuery({
    queryKey: stateKey,
    queryFn: ({ signal }) => call('GET /admin/firewall', { signal }),
    staleTime: 0,
    refetchInterval: refreshMs,
  })
}

interface Changing {
  readonly busy: boolean
  /** Resolves with whether it was done; what went wrong has been said. */
  readonly change: (patch: FirewallPatch, done: string) => Promise<boolean>
}

/** Changes the firewall, once at a time, and says how it went: a refusal in its own words. */
export function useChange(): Changing {
  const t = useTranslate()
  const call = useCall()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  async function change(patch: FirewallPatch, done: string): Promise<boolean> {
    setBusy(true)
    try {
      client.setQueryData(stateKey, await call('PATCH /admin/firewall', { body: patch }))
      await client.invalidateQueries({ queryKey: ['admin', 'firewall'] })
      tell(done)
      return true
    } catch (error) {
      const problem = problemOfError(error)
      tell([t(problemKey(problem.code)), ...problem.faults.map(({ message }) => message)].join(' '))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, change }
}
