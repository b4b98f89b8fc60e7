import type { Size } from './environment.ts'

/** About 10,000,000 members. Past this, the database is the first to be split. */
export const large: Size = {
  name: 'large',
  zones: 3,
  natGateways: 3,
  // At this traffic a gigabyte through an endpoint costs a fifth of one through NAT.
  interfaceEndpoints: true,
  // Three tasks a node, of one vCPU each, as Node uses one; the fourth is the system's.
  nodes: { instanceType: 'm7g.xlarge', min: 9, max: 60 },
  web: { min: 9, max: 45, cpuUnits: 1024, memoryMiB: 2_048, requestsPerMinute: 15_000 },
  api: { min: 12, max: 75, cpuUnits: 1024, memoryMiB: 3_072, requestsPerMinute: 12_000 },
  database: { instanceType: 'r7g.8xlarge', storageGiB: 2_000, maxStorageGiB: 16_000, backupDays: 35 },
  cache: { maxGiB: 100, maxRequestUnitsPerSecond: 200_000 },
  functions: { reservedConcurrency: 300 },
  logDays: 90,
}
