/** As AppSync gives them out, which is not as DynamoDB takes them: numbers are numbers, and NULL holds null. */
export type MappedValue = Readonly<Record<string, unknown>>

function toDynamoDB(value: unknown): MappedValue {
  if (value === null || value === undefined) return { NULL: null }
  switch (typeof value) {
    case 'string':
      return { S: value }
    case 'number':
      return { N: value }
    case 'boolean':
      return { BOOL: value }
    default:
      return Array.isArray(value) ? { L: value.map(toDynamoDB) } : { M: mapValues(value) }
  }
}

function mapValues(map: object): Record<string, MappedValue> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, toDynamoDB(value)]))
}

/** The typed functions answer null for null. */
function typed<Key extends string>(key: Key) {
  return (value: unknown): Readonly<Record<string, unknown>> | null =>
    value === null || value === undefined ? null : { [key]: value }
}

function toS3Object(...[key, bucket, region, version]: unknown[]): { S: string } | null {
  if (key === null || key === undefined) return null
  return { S: JSON.stringify({ s3: { key, bucket, region, ...(version !== undefined && { version }) } }) }
}

export const dynamodb = {
  toDynamoDB,
  toString: typed('S'),
  toStringSet: typed('SS'),
  toNumber: typed('N'),
  toNumberSet: typed('NS'),
  toBinary: typed('B'),
  toBinarySet: typed('BS'),
  toBoolean: typed('BOOL'),
  toNull: (): MappedValue => ({ NULL: null }),
  toList: (list: readonly unknown[] | null | undefined) => (list ? { L: list.map(toDynamoDB) } : null),
  toMap: (map: object | null | undefined) => (map ? { M: mapValues(map) } : null),
  toMapValues: (map: object | null | undefined) => (map ? mapValues(map) : null),
  toS3Object,
  fromS3ObjectJson(text: string): unknown {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && 's3' in parsed ? parsed.s3 : null
  },
}
