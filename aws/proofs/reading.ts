import { z } from 'zod'

const Fields = z.record(z.string(), z.unknown())
export type Fields = z.infer<typeof Fields>

/** The fields of an object; none of anything else. */
export function fields(value: unknown): Fields {
  return Fields.safeParse(value).data ?? {}
}

/** The elements of a list; none of anything else. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** What stands at a path of names and positions, if anything does. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let reached = value
  for (const step of path) reached = typeof step === 'number' ? list(reached)[step] : fields(reached)[step]
  return reached
}

/** The string at a path; of anything else, its JSON, so that messages and comparisons need no case for it. */
export function text(value: unknown, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : (JSON.stringify(found) ?? '')
}

/** The resource of the same template that `Ref` or `Fn::GetAtt` names. */
export function referred(value: unknown): string | undefined {
  const { Ref, 'Fn::GetAtt': attribute } = fields(value)
  const name = Ref ?? at(attribute, 0)
  return typeof name === 'string' ? name : undefined
}
