/** The value under a path such as `message.author.id`; undefined where there is none. Lists are not looked into. */
export function fieldAt(result: unknown, path: string): unknown {
  let value = result
  for (const name of path.split('.')) {
    if (!isRecord(value) || !Object.hasOwn(value, name)) return undefined
    value = value[name]
  }
  return value
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
