import type { Size } from './environment.ts'

/** About 1,000 members, for what an evening out costs: two of what must not fail, one of what may for an hour. */
export const small: Size = {
  name: 'small',
  zones: 2,
  // If its zone fails, pages and messages stay up; mail and operators' webhooks wait.
  natGateways: 1,
  // A dozen endpoints would cost more than everything else together.
  interfaceEndpoints: false,
  // Two tasks a node: four tasks on two nodes, and room for the new ones of a deploy.
  nodes: { instanceType: 't4g.small', min: 2, max: 8 },
  web: { min: 2, max: 4, cpuUnits: 256, memoryMiB: 384, requestsPerMinute: 3_000 },
  api: { min: 2, max: 4, cpuUnits: 512, memoryMiB: 768, requestsPerMinute: 3_000 },
  // Multi-AZ even here: who loses a day of a community's words does not get it back.
  database: { instanceType: 't4g.micro', storageGiB: 20, maxStorageGiB: 100, backupDays: 7 },
  cache: { maxGiB: 1, maxRequestUnitsPerSecond: 5_000 },
  // A new account has only ten executions at once until AWS raises it, and leaves none to reserve below that.
  functions: { reservedConcurrency: 10 },
  logDays: 30,
}
