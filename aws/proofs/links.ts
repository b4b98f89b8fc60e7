import { type Assembly, type Located, resources } from './assembly.ts'
import { at, fields, referred } from './reading.ts'

/** Follows what a template refers to, over the exports of other stacks too, to the resource that is meant. */
export class Links {
  readonly #resources = new Map<string, Located>()
  readonly #exports = new Map<string, { readonly stack: string; readonly value: unknown }>()

  constructor(assembly: Assembly) {
    for (const located of resources(assembly)) this.#resources.set(keyOf(located), located)
    for (const { stack, template } of assembly.templates) {
      for (const { Value, Export } of Object.values(template.Outputs)) {
        if (typeof Export?.Name === 'string') this.#exports.set(Export.Name, { stack, value: Value })
      }
    }
  }

  /** Undefined: no resource of this assembly, or a text that only contains one. */
  follow(stack: string, value: unknown): Located | undefined {
    const imported = at(value, 'Fn::ImportValue')
    if (typeof imported === 'string') {
      const exported = this.#exports.get(imported)
      return exported && this.follow(exported.stack, exported.value)
    }
    const logicalId = referred(value)
    return logicalId === undefined ? undefined : this.#resources.get(keyOf({ stack, logicalId }))
  }

  /** Of a list; what is no resource is left out. */
  followAll(stack: string, values: readonly unknown[]): readonly Located[] {
    return values.flatMap((value) => this.follow(stack, value) ?? [])
  }

  /** Every resource that is referred to anywhere in a value. */
  within(stack: string, value: unknown): readonly Located[] {
    const found = this.follow(stack, value)
    if (found !== undefined) return [found]
    const parts = Array.isArray(value) ? value : Object.values(fields(value))
    return parts.flatMap((part) => this.within(stack, part))
  }
}

/** The same for a resource wherever it is referred to from. */
export function keyOf({ stack, logicalId }: Pick<Located, 'stack' | 'logicalId'>): string {
  return `${stack}/${logicalId}`
}
