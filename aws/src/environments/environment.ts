/** How large a place is. Each size is a design of its own, reasoned in its file. */
export interface Size {
  readonly name: 'small' | 'medium' | 'large'
  /** In each of which every tier has a subnet. */
  readonly zones: 2 | 3
  /** The way out for what AWS has no endpoint for: mail servers of others, operators' webhooks. */
  readonly natGateways: 1 | 2 | 3
  /** AWS's own services over addresses inside the VPC: dearer than NAT until traffic is large. */
  readonly interfaceEndpoints: boolean
  readonly nodes: { readonly instanceType: NodeType; readonly min: number; readonly max: number }
  readonly web: Tasks
  readonly api: Tasks
  readonly database: {
    /** Without the leading `db.`. */
    readonly instanceType: string
    readonly storageGiB: number
    readonly maxStorageGiB: number
    readonly backupDays: number
  }
  readonly cache: { readonly maxGiB: number; readonly maxRequestUnitsPerSecond: number }
  readonly functions: { readonly reservedConcurrency: number }
  readonly logDays: 30 | 90 | 180
}

export interface Tasks {
  readonly min: number
  readonly max: number
  /** 1024 units are one vCPU. */
  readonly cpuUnits: number
  readonly memoryMiB: number
  /** At which another task is started. */
  readonly requestsPerMinute: number
}

/** Whose place it is, and where. Everything that is not a matter of size. */
export interface Place {
  readonly account: string
  readonly region: string
  readonly domain: string
  readonly hostedZoneId: string
  readonly alertsEmail: string
  /** Where alerts are posted to as well, by SNS: `https://...` */
  readonly alertsUrl?: string
  /** The tag of the container images, and the directory of the functions' bundles. */
  readonly release: string
  readonly functions: string
}

export interface Environment extends Size {
  readonly place: Place
}

/**
 * Of a node, as EC2 documents them: a task with an address of its own takes one network interface, the node itself the
 * first one. Memory is what the ECS agent leaves to tasks.
 */
export const nodeTypes = {
  't4g.small': { interfaces: 3, cpuUnits: 2048, memoryMiB: 1_800 },
  't4g.medium': { interfaces: 3, cpuUnits: 2048, memoryMiB: 3_700 },
  'm7g.large': { interfaces: 3, cpuUnits: 2048, memoryMiB: 7_600 },
  'm7g.xlarge': { interfaces: 4, cpuUnits: 4096, memoryMiB: 15_400 },
} as const
export type NodeType = keyof typeof nodeTypes
