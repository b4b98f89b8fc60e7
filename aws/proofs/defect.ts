import type { Topology } from '@porchlight/system/topology'
import { type Assembly, type Located, resources } from './assembly.ts'
import { fields, text } from './reading.ts'

/** Something wrong that is planted in a copy of an assembly, and the proof that must find it. */
export interface Defect {
  readonly title: string
  /** The name of the proof. */
  readonly proof: string
  /** Where it can be planted; else `path`. */
  readonly topology?: Topology
  readonly change: (copy: Assembly) => void
}

/** The first resource of a type whose logical id has this in it. */
export function one(assembly: Assembly, type: string, part = ''): Located {
  const found = resources(assembly, type).find(({ logicalId }) => logicalId.includes(part))
  if (found === undefined) throw new Error(`there is no ${type} ${part} to plant a defect in`)
  return found
}

/** Sets what stands at a dotted path of the properties (`Rules.0.Priority`); `undefined` removes it. */
export function plant({ resource, logicalId }: Located, path: string, value: unknown): void {
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  let holder: unknown = resource.Properties
  for (const step of steps) holder = Array.isArray(holder) ? holder[Number(step)] : fieldOf(holder, step)
  if (Array.isArray(holder)) holder[Number(last)] = value
  else if (typeof holder !== 'object' || holder === null) throw new Error(`${logicalId} has no ${path}`)
  else if (value === undefined) Reflect.deleteProperty(holder, last)
  else Reflect.set(holder, last, value)
}

/** The object itself and not a copy, so that a change to it is one to the template. */
function fieldOf(holder: unknown, step: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, step) : undefined
}

/** Adds a resource to the stack of this part. */
export function add(
  assembly: Assembly,
  part: string,
  made: { type: string; properties: unknown; name?: string },
): void {
  const { template } = stackOf(assembly, part)
  template.Resources[`Planted${text(made.type).replace(/\W/g, '')}${made.name ?? ''}`] = {
    Type: made.type,
    Properties: fields(made.properties),
  }
}

export function remove(assembly: Assembly, { stack, logicalId }: Located): void {
  const found = assembly.templates.find((each) => each.stack === stack)
  if (found !== undefined) delete found.template.Resources[logicalId]
}

export function stackOf({ templates }: Assembly, part: string): Assembly['templates'][number] {
  const found = templates.find((each) => each.part === part)
  if (found === undefined) throw new Error(`there is no stack ${part} to plant a defect in`)
  return found
}
