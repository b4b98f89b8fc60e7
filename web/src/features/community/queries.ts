import type { Community } from '@porchlight/contract/community'
import { useQuery } from '@tanstack/react-query'
import { useCall } from '../../app/context.tsx'
import type { Call } from '../../client/endpoint-types.ts'

export function communityQuery(call: Call) {
  return {
    queryKey: ['community'] as const,
    queryFn: ({ signal }: { signal?: AbortSignal }): Promise<Community> =>
      call('GET /community', { ...(signal && { signal }) }),
    staleTime: 5 * 60_000,
  }
}

/** Undefined while it is not known. */
export function useCommunity(): Community | undefined {
  return useQuery(communityQuery(useCall())).data
}

/** What the place is called until its own name is known. */
export const softwareName = 'Porchlight'
