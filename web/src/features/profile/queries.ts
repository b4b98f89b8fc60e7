import type { Profile } from '@porchlight/contract/members'
import type { Call } from '../../client/endpoint-types.ts'

export function profileQuery(call: Call, handle: string) {
  return {
    queryKey: ['profile', handle] as const,
    queryFn: ({ signal }: { signal?: AbortSignal }): Promise<Profile> =>
      call('GET /members/:handle', { params: { handle }, ...(signal && { signal }) }),
  }
}
