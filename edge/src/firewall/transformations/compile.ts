import type { TextTransformation } from '@porchlight/system/web-acl/fields'
import { transformations } from './transformations.ts'

/** One function for all of them, from the lowest priority up; `undefined` where they change nothing. */
export function compileTransformations(chosen: readonly TextTransformation[]): ((text: string) => string) | undefined {
  const steps = [...chosen]
    .sort((one, other) => one.Priority - other.Priority)
    .filter(({ Type }) => Type !== 'NONE')
    .map(({ Type }) => transformations[Type])
  if (steps.length === 0) return undefined
  return (text) => steps.reduce((transformed, step) => step(transformed), text)
}
