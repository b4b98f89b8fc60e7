/** A mutation that succeeded: what its caller selected of the result, by the names of fields, aliases resolved. */
export interface PublishedMutation {
  /** Of the type Mutation, such as `sendMessage`. */
  readonly field: string
  readonly data: Readonly<Record<string, unknown>>
}

/** What a resolver gave `extensions.invalidateSubscriptions`. */
export interface Invalidation {
  readonly subscriptionField: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** Who brings mutations to subscribers. Called before the mutation's caller is answered; must not throw. */
export interface Publisher {
  publish(mutation: PublishedMutation): void
  invalidate(invalidation: Invalidation): void
}
