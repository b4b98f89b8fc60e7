import type { GraphqlAnswer, GraphqlFault } from './graphql-request.ts'
import type { PublishedMutation } from './publisher.ts'

type Scalar = string | number | boolean

/** One condition of an enhanced filter; `fieldName` may be a path with dots. */
export type FilterEntry =
  | { readonly fieldName: string; readonly operator: 'eq' | 'ne'; readonly value: Scalar | null }
  | {
      readonly fieldName: string
      readonly operator: 'le' | 'lt' | 'ge' | 'gt' | 'contains' | 'notContains'
      readonly value: Scalar
    }
  | { readonly fieldName: string; readonly operator: 'beginsWith'; readonly value: string }
  | {
      readonly fieldName: string
      /** At most 5 values of `in` and `notIn`, 20 of `containsAny`, 2 of `between`. */
      readonly operator: 'in' | 'notIn' | 'containsAny' | 'between'
      readonly value: readonly Scalar[]
    }

/** Passes when all filters of one group do. */
export interface FilterGroups {
  readonly filterGroup: readonly { readonly filters: readonly FilterEntry[] }[]
}

export type SubscriptionFilter =
  /** Every argument that was given must equal the field of that name; null equals null only. */
  | { readonly kind: 'basic'; readonly arguments: Readonly<Record<string, unknown>> }
  /** What the resolver set by `extensions.setSubscriptionFilter`. */
  | ({ readonly kind: 'enhanced' } & FilterGroups)

/** The fields that a subscriber asked for. Subscribers that asked in the same words share one object. */
export interface SubscriptionSelection {
  /** What a subscriber of this selection is sent in `payload`; fields that the mutation did not select are null. */
  answer(published: PublishedMutation): GraphqlAnswer
}

export type Subscribed =
  | {
      readonly kind: 'subscribed'
      /** Of the type Subscription, such as `onEntry`. */
      readonly field: string
      /** The fields of the type Mutation that bring it something. */
      readonly mutations: readonly string[]
      readonly filter: SubscriptionFilter
      /** Held against the payload of an invalidation; absent, nothing ends the subscription. */
      readonly invalidation?: FilterGroups
      readonly selection: SubscriptionSelection
    }
  | { readonly kind: 'refused'; readonly errors: readonly GraphqlFault[] }
