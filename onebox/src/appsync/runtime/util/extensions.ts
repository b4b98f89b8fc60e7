import { currentEffects, ResolverError } from '../invocation.ts'

/** In one request. */
const maxInvalidations = 5

export const extensions = {
  setSubscriptionFilter(filter: unknown): void {
    currentEffects().subscriptionFilter = filter
  },
  setSubscriptionInvalidationFilter(filter: unknown): void {
    currentEffects().invalidationFilter = filter
  },
  invalidateSubscriptions(invalidation: unknown): void {
    const { invalidations } = currentEffects()
    if (invalidations.length >= maxInvalidations) {
      throw new ResolverError(`At most ${maxInvalidations} invalidations are made by one request`, {
        errorType: 'Code',
      })
    }
    invalidations.push(invalidation)
  },
  /** There is no cache to take from: our API has none on AWS either. */
  evictFromApiCache(): void {},
}
