import type { TargetGroupAttributes } from '@porchlight/system/target-group'

/** What a routing algorithm looks at. */
export interface Candidate {
  readonly outstanding: number
  /** By `performance.now()`. */
  readonly healthySince: number
}

/** Picks one of those that may get the request. */
export type Algorithm = <Each extends Candidate>(candidates: readonly Each[]) => Each | undefined

export function createAlgorithm(
  attributes: Pick<TargetGroupAttributes, 'load_balancing.algorithm.type' | 'slow_start.duration_seconds'>,
  now: () => number = () => performance.now(),
): Algorithm {
  if (attributes['load_balancing.algorithm.type'] === 'least_outstanding_requests') return leastOutstanding()
  const slowStartMs = attributes['slow_start.duration_seconds'] * 1_000
  return roundRobin(({ healthySince }) => {
    const passedMs = now() - healthySince
    return passedMs >= slowStartMs ? 1 : Math.max(passedMs / slowStartMs, smallestShare)
  })
}

/** What a target gets at the very beginning of its slow start, beside one that has it behind itself. */
const smallestShare = 0.01

/** Equally busy targets take turns: whoever was picked last comes last. */
function leastOutstanding(): Algorithm {
  const order = new WeakMap<Candidate, number>()
  let turn = 0
  return (candidates) => {
    let [best] = candidates
    if (best === undefined) return undefined
    for (const each of candidates) {
      const less = each.outstanding - best.outstanding || (order.get(each) ?? 0) - (order.get(best) ?? 0)
      if (less < 0) best = each
    }
    turn += 1
    order.set(best, turn)
    return best
  }
}

/** Smooth weighted round robin: everybody saves up their share, and whoever has most pays for a turn. */
function roundRobin(weight: (candidate: Candidate) => number): Algorithm {
  const savings = new WeakMap<Candidate, number>()
  return (candidates) => {
    let best: (typeof candidates)[number] | undefined
    let total = 0
    for (const each of candidates) {
      const share = weight(each)
      total += share
      savings.set(each, (savings.get(each) ?? 0) + share)
      if (best === undefined || (savings.get(each) ?? 0) > (savings.get(best) ?? 0)) best = each
    }
    if (best !== undefined) savings.set(best, (savings.get(best) ?? 0) - total)
    return best
  }
}
