import type { CloudAssembly } from 'aws-cdk-lib/cx-api'
import { Refusal } from './refusal.ts'

/** CloudFormation's quotas: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export const templateLimits = { resources: 500, outputs: 200, bytes: 1_000_000 } as const

export interface TemplateSize {
  readonly stack: string
  readonly resources: number
  readonly outputs: number
  readonly bytes: number
}

/** @throws {Refusal} of templates that CloudFormation would not take. */
export function refuseOversize(assembly: CloudAssembly): void {
  const faults = templateSizes(assembly).flatMap(templateFaults)
  if (faults.length > 0) throw new Refusal(faults.join('\n'))
}

export function templateSizes(assembly: CloudAssembly): TemplateSize[] {
  return assembly.stacks.map(({ stackName, template }) => ({
    stack: stackName,
    resources: Object.keys(template.Resources ?? {}).length,
    outputs: Object.keys(template.Outputs ?? {}).length,
    bytes: Buffer.byteLength(JSON.stringify(template)),
  }))
}

export function templateFaults(size: TemplateSize): string[] {
  return (['resources', 'outputs', 'bytes'] as const)
    .filter((what) => size[what] > templateLimits[what])
    .map(
      (what) =>
        `${size.stack} has ${size[what]} ${what}, and CloudFormation takes ${templateLimits[what]}: move a construct to a stack of its own in aws/src/synth.ts.`,
    )
}
