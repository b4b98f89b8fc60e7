import type { Topology } from '@porchlight/system/topology'
import { z } from 'zod'
import type { Size } from '../src/environments/environment.ts'

/** As CloudFormation reads it. Only what proofs judge is named; the rest is kept as it is. */
export const Resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default(() => ({})),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
})
export type Resource = z.infer<typeof Resource>

const Output = z.looseObject({
  Value: z.unknown(),
  Export: z.object({ Name: z.unknown() }).optional(),
})

export const Template = z.looseObject({
  Resources: z.record(z.string(), Resource),
  Outputs: z.record(z.string(), Output).default(() => ({})),
  Parameters: z.record(z.string(), z.looseObject({ Type: z.string() })).default(() => ({})),
})
export type Template = z.infer<typeof Template>

export interface Stack {
  /** `porchlight-small-site`. */
  readonly stack: string
  /** `site`. */
  readonly part: string
  readonly template: Template
}

/** What a rule of others says of a resource. */
export const Violation = z.object({
  /** `CloudFormation Validate`, `AwsSolutions`. */
  pack: z.string(),
  rule: z.string(),
  severity: z.string(),
  /** The construct's path, from the stack's name on. */
  construct: z.string(),
  says: z.string(),
})
export type Violation = z.infer<typeof Violation>

/**
 * What one size and topology come to: the templates of all stacks, and what AWS's own rules say of them. Proofs only
 * read it; defects change a copy.
 */
export interface Assembly {
  readonly environment: Size['name']
  readonly topology: Topology
  readonly templates: readonly Stack[]
  readonly violations: readonly Violation[]
}

/** A resource, and where it stands. */
export interface Located {
  readonly stack: string
  readonly part: string
  readonly logicalId: string
  readonly type: string
  readonly resource: Resource
}

/** Every resource, or every one of these types, in the templates' order. */
export function resources({ templates }: Assembly, ...types: readonly string[]): Located[] {
  return templates.flatMap(({ stack, part, template }) =>
    Object.entries(template.Resources)
      .filter(([, { Type }]) => types.length === 0 || types.includes(Type))
      .map(([logicalId, resource]) => ({ stack, part, logicalId, type: resource.Type, resource })),
  )
}
