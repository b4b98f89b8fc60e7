import { type HealthCheck, healthCheck } from './target-group.ts'

/**
 * A container that takes HTTP requests: an ECS service on AWS, supervised processes on one machine.
 * `entry` is the file that starts it, relative to the repository's root.
 */
export interface Service {
  readonly name: 'web' | 'api'
  readonly entry: string
  /** The container's port on AWS. On one machine each replica listens on a Unix socket of its own. */
  readonly port: number
  readonly healthCheck: HealthCheck
  readonly replicas: { readonly min: number; readonly max: number }
  /** 1024 units are one vCPU. */
  readonly cpuUnits: number
  readonly memoryMiB: number
  /** SIGTERM to SIGKILL. */
  readonly stopTimeoutMs: number
}

export const web: Service = {
  name: 'web',
  entry: 'web/server/main.ts',
  port: 3000,
  healthCheck,
  replicas: { min: 1, max: 4 },
  cpuUnits: 256,
  memoryMiB: 256,
  stopTimeoutMs: 5_000,
}

export const api: Service = {
  name: 'api',
  entry: 'api/src/main.ts',
  port: 3001,
  healthCheck,
  replicas: { min: 2, max: 8 },
  cpuUnits: 512,
  memoryMiB: 512,
  stopTimeoutMs: 5_000,
}

export const services: readonly Service[] = [api, web]
