import type { Size } from './environment.ts'

/** About 100,000 members: any one zone may fail without a failed request for long. */
export const medium: Size = {
  name: 'medium',
  zones: 3,
  // Two ways out: one zone's tasks cross to another's when theirs fails, which is cheaper than a third gateway.
  natGateways: 2,
  interfaceEndpoints: false,
  nodes: { instanceType: 'm7g.large', min: 3, max: 24 },
  web: { min: 3, max: 9, cpuUnits: 1024, memoryMiB: 1_024, requestsPerMinute: 12_000 },
  api: { min: 3, max: 15, cpuUnits: 1024, memoryMiB: 1_536, requestsPerMinute: 9_000 },
  database: { instanceType: 'm7g.large', storageGiB: 100, maxStorageGiB: 1_000, backupDays: 14 },
  cache: { maxGiB: 5, maxRequestUnitsPerSecond: 30_000 },
  functions: { reservedConcurrency: 50 },
  logDays: 90,
}
