import { type HealthCheck, healthCheck } from './target-group.ts'

/**
 * A container that takes HTTP requests: an ECS service on AWS, supervised processes on one machine.
 * `entry` is the file that starts it, relative to the repository's root.
 */
export interface Service {
  readonly name: 'web' | 'api' | 'objects' | 'messaging'
  /** What runs on one machine only stands for a service that AWS has. */
  readonly world: 'both' | 'one machine'
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
  world: 'both',
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
  world: 'both',
  entry: 'api/src/main.ts',
  port: 3001,
  healthCheck,
  replicas: { min: 2, max: 8 },
  cpuUnits: 512,
  memoryMiB: 512,
  stopTimeoutMs: 5_000,
}

/** Uploads and renders of pictures: what S3 does on AWS, with CloudFront before it. */
export const objects: Service = {
  name: 'objects',
  world: 'one machine',
  entry: 'objects/src/main.ts',
  port: 3002,
  healthCheck,
  replicas: { min: 1, max: 1 },
  cpuUnits: 256,
  memoryMiB: 256,
  stopTimeoutMs: 5_000,
}

/** Direct messages: what AWS AppSync and Amazon DynamoDB do on AWS. One process knows who has subscribed to what. */
export const messaging: Service = {
  name: 'messaging',
  world: 'one machine',
  entry: 'onebox/src/appsync/main.ts',
  port: 3003,
  healthCheck,
  replicas: { min: 1, max: 1 },
  cpuUnits: 256,
  memoryMiB: 512,
  stopTimeoutMs: 5_000,
}

export const services: readonly Service[] = [api, web, objects, messaging]
