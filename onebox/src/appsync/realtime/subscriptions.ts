import type { Logger } from '@porchlight/runtime/logger'
import type { Invalidation, PublishedMutation, Publisher } from '../publisher.ts'
import type { FilterGroups, Subscribed, SubscriptionFilter, SubscriptionSelection } from '../subscription.ts'
import { FilterIndex } from './filter/filter-index.ts'

export type Subscription = Extract<Subscribed, { readonly kind: 'subscribed' }>

/** Whom a subscription's answers are brought to. */
export interface Subscriber {
  /** @param payload JSON in UTF-8, which all subscribers of the same selection are given. */
  deliver(payload: Buffer): void
  /** The subscription has been ended from here. */
  invalidated(): void
}

interface Active {
  readonly selection: SubscriptionSelection
  readonly subscriber: Subscriber
}

/** All that is subscribed to one field of the type Subscription. */
interface FieldSubscriptions {
  readonly deliveries: FilterIndex<Active>
  readonly invalidations: FilterIndex<Active>
}

export interface SubscriptionsOptions {
  readonly payloadBytes: number
  readonly logger: Logger
}

/** Brings mutations to whom they concern. An answer is written once for each selection, however many get it. */
export class Subscriptions implements Publisher {
  readonly #byField = new Map<string, FieldSubscriptions>()
  /** By the field of the type Mutation that brings them something. */
  readonly #byMutation = new Map<string, Set<FieldSubscriptions>>()
  readonly #options: SubscriptionsOptions

  constructor(options: SubscriptionsOptions) {
    this.#options = options
  }

  /** Returns what ends it. */
  add({ field, mutations, filter, invalidation, selection }: Subscription, subscriber: Subscriber): () => void {
    const active = { selection, subscriber }
    const { deliveries, invalidations } = this.#of(field, mutations)
    const stopDelivering = deliveries.add(active, groupsOf(filter))
    const stopInvalidating = invalidation === undefined ? undefined : invalidations.add(active, invalidation)
    return () => {
      stopDelivering()
      stopInvalidating?.()
    }
  }

  publish(mutation: PublishedMutation): void {
    for (const { deliveries } of this.#byMutation.get(mutation.field) ?? []) {
      for (const [selection, subscribers] of bySelection(deliveries.match(mutation.data))) {
        const payload = this.#write(selection, mutation)
        if (payload === undefined) continue
        for (const subscriber of subscribers) subscriber.deliver(payload)
      }
    }
  }

  invalidate({ subscriptionField, payload }: Invalidation): void {
    const ended = this.#byField.get(subscriptionField)?.invalidations.match(payload) ?? []
    for (const { subscriber } of ended) subscriber.invalidated()
  }

  /** Undefined, and said in the log, where subscribers cannot have it. */
  #write(selection: SubscriptionSelection, mutation: PublishedMutation): Buffer | undefined {
    const { logger, payloadBytes } = this.#options
    try {
      const payload = Buffer.from(JSON.stringify(selection.answer(mutation)))
      if (payload.length <= payloadBytes) return payload
      logger.error({ mutation: mutation.field, bytes: payload.length, payloadBytes }, tooLarge)
    } catch (error) {
      logger.error({ err: error, mutation: mutation.field }, 'a mutation could not be brought to its subscribers')
    }
    return undefined
  }

  #of(field: string, mutations: readonly string[]): FieldSubscriptions {
    const known = this.#byField.get(field)
    if (known !== undefined) return known
    const subscriptions = { deliveries: new FilterIndex<Active>(), invalidations: new FilterIndex<Active>() }
    this.#byField.set(field, subscriptions)
    for (const mutation of mutations) {
      const fields = this.#byMutation.get(mutation) ?? new Set()
      this.#byMutation.set(mutation, fields.add(subscriptions))
    }
    return subscriptions
  }
}

const tooLarge =
  'a mutation was not brought to its subscribers: its answer is larger than AppSync carries. Select or store less of it.'

function groupsOf(filter: SubscriptionFilter): FilterGroups {
  if (filter.kind === 'enhanced') return filter
  return { filterGroup: [{ filters: Object.entries(filter.arguments).map(equals) }] }
}

/** A list or an object equals no field. */
function equals([fieldName, value]: [string, unknown]): FilterGroups['filterGroup'][number]['filters'][number] {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return { fieldName, operator: 'eq', value }
  }
  return { fieldName, operator: 'in', value: [] }
}

function bySelection(matched: ReadonlySet<Active>): ReadonlyMap<SubscriptionSelection, readonly Subscriber[]> {
  const groups = new Map<SubscriptionSelection, Subscriber[]>()
  for (const { selection, subscriber } of matched) {
    const group = groups.get(selection)
    if (group === undefined) groups.set(selection, [subscriber])
    else group.push(subscriber)
  }
  return groups
}
