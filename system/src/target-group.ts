/** How a load balancer decides that a replica may take requests, as AWS's target groups have it. */
export interface HealthCheck {
  /** Answers as `matcher` says when the replica may take requests, 503 when it starts or drains. */
  readonly path: string
  readonly intervalMs: number
  readonly timeoutMs: number
  /** Consecutive answers that turn an unhealthy replica healthy, and a healthy one unhealthy. A new one needs one. */
  readonly healthyCount: number
  readonly unhealthyCount: number
  /** Status codes and ranges of them: `200`, `200-299`, `200,204`. */
  readonly matcher: string
}

/** By the names that `ModifyTargetGroupAttributes` gives them. */
export interface TargetGroupAttributes {
  /** How long a target that leaves may take to finish what it has. */
  readonly 'deregistration_delay.timeout_seconds': number
  /** 0, or 30 to 900: how long the share of a new target grows. Not with `least_outstanding_requests`. */
  readonly 'slow_start.duration_seconds': number
  readonly 'load_balancing.algorithm.type': 'round_robin' | 'least_outstanding_requests'
  readonly 'stickiness.enabled': false
  /** With fewer healthy targets than this, requests go to all of them: the group fails open. */
  readonly 'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': number
  readonly 'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': number | 'off'
}

export const healthCheck: HealthCheck = {
  path: '/readyz',
  intervalMs: 30_000,
  timeoutMs: 5_000,
  healthyCount: 5,
  unhealthyCount: 2,
  matcher: '200',
}

export const targetGroupAttributes: TargetGroupAttributes = {
  'deregistration_delay.timeout_seconds': 30,
  'slow_start.duration_seconds': 0,
  'load_balancing.algorithm.type': 'least_outstanding_requests',
  'stickiness.enabled': false,
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': 1,
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': 'off',
}

/** Where one machine differs: a replica there has 5 s to stop, and nobody waits for more after that. */
export const machineTargetGroupAttributes: TargetGroupAttributes = {
  ...targetGroupAttributes,
  'deregistration_delay.timeout_seconds': 5,
}

/** Everything that AWS would refuse of a target group. */
export function targetGroupFaults(attributes: TargetGroupAttributes): readonly string[] {
  const slowStart = attributes['slow_start.duration_seconds']
  const delay = attributes['deregistration_delay.timeout_seconds']
  const percentage = attributes['target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage']
  const faults: string[] = []
  if (!isWithin(delay, 0, 3_600)) faults.push('deregistration_delay.timeout_seconds must be from 0 to 3,600')
  if (slowStart !== 0 && !isWithin(slowStart, 30, 900)) {
    faults.push('slow_start.duration_seconds must be 0, or from 30 to 900')
  }
  if (slowStart !== 0 && attributes['load_balancing.algorithm.type'] === 'least_outstanding_requests') {
    faults.push('slow_start.duration_seconds must be 0 with least_outstanding_requests')
  }
  if (!isWithin(attributes['target_group_health.unhealthy_state_routing.minimum_healthy_targets.count'], 1, 1_000)) {
    faults.push('minimum_healthy_targets.count must be at least 1')
  }
  if (percentage !== 'off' && !isWithin(percentage, 1, 100)) {
    faults.push('minimum_healthy_targets.percentage must be off, or from 1 to 100')
  }
  return faults
}

function isWithin(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max
}
