import type { FirewallPatch, FirewallState } from '@porchlight/contract/firewall'
import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { tell } from '../../../app/announcer.tsx'
import { useCall } from '../../../app/context.tsx'
import { type ApiProblem, problemOfError } from '../../../client/problem.ts'
import type { Translate } from '../../../i18n/catalog.ts'
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
  /** Says how it went; resolves once that is known. */
  readonly change: (patch: FirewallPatch, done: string) => Promise<void>
  /** As `change`, for who shows a refusal where it belongs. @throws {ApiProblem} */
  readonly send: (patch: FirewallPatch, done: string) => Promise<void>
}

/** Changes the firewall, once at a time. */
export function useChange(): Changing {
  const t = useTranslate()
  const call = useCall()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  async function send(patch: FirewallPatch, done: string): Promise<void> {
    setBusy(true)
    try {
      client.setQueryData(stateKey, await call('PATCH /admin/firewall', { body: patch }))
      void client.invalidateQueries({ queryKey: ['admin', 'firewall'] })
      tell(done)
    } finally {
      setBusy(false)
    }
  }
  async function change(patch: FirewallPatch, done: string): Promise<void> {
    await send(patch, done).catch((error: unknown) => tell(refusalText(t, problemOfError(error))))
  }
  return { busy, change, send }
}

/** What was refused, and in the firewall's own words why. */
export function refusalText(t: Translate, { code, faults }: ApiProblem): string {
  return [t(problemKey(code)), ...faults.map(({ message }) => message)].join(' ')
}
