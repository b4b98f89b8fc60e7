export type Sensitivity = 'LOW' | 'HIGH'

/** The part of an already transformed text that would be SQL where a query expects a value. */
export function isSqlInjection(_text: string, _sensitivity: Sensitivity): string | undefined {
  return undefined
}
