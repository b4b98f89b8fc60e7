import { QueryClient } from '@tanstack/react-query'
import { problemOfError } from '../client/problem.ts'

const passing = new Set(['unreachable', 'withheld', 'unavailable', 'internal'])

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Lists say themselves when there is more; fetching them again under a reader's eyes would move them.
        staleTime: 5 * 60_000,
        // On the server a client lives for one request: a timer would keep it, and the process, for longer.
        gcTime: typeof window === 'undefined' ? Number.POSITIVE_INFINITY : 30 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && passing.has(problemOfError(error).code),
      },
    },
  })
}
