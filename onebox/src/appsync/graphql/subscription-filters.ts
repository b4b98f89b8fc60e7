import { z } from 'zod'
import { ResolverError } from '../runtime/invocation.ts'
import type { FilterGroups } from '../subscription.ts'

const Scalar = z.union([z.string(), z.number(), z.boolean()])
/** At most 256 characters and five levels. */
const fieldName = z
  .string()
  .max(256)
  .regex(/^[^.]+(\.[^.]+){0,4}$/)
const values = (max: number) => z.array(Scalar).min(1).max(max)

/** https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-enhanced-filtering.html */
const FilterEntry = z.union([
  z.object({ fieldName, operator: z.enum(['eq', 'ne']), value: Scalar.nullable() }),
  z.object({ fieldName, operator: z.enum(['le', 'lt', 'ge', 'gt', 'contains', 'notContains']), value: Scalar }),
  z.object({ fieldName, operator: z.literal('beginsWith'), value: z.string() }),
  z.object({ fieldName, operator: z.enum(['in', 'notIn']), value: values(5) }),
  z.object({ fieldName, operator: z.literal('containsAny'), value: values(20) }),
  z.object({ fieldName, operator: z.literal('between'), value: z.array(Scalar).length(2) }),
])

const Filter = z.object({
  filterGroup: z.array(z.object({ filters: z.array(FilterEntry).min(1).max(10) })).max(10),
})

/** @throws {ResolverError} for what AppSync would not take: the resolver that set it is to blame. */
export function readFilter(given: unknown): FilterGroups {
  const { data } = Filter.safeParse(given)
  if (data === undefined) throw new ResolverError('Invalid subscription filter', { errorType: 'BadRequestException' })
  return data
}
