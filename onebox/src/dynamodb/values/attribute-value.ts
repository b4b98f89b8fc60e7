/**
 * A value as DynamoDB's JSON has it: numbers are decimal strings, binary is base64.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Item }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }

export type Item = Readonly<Record<string, AttributeValue>>

export type AttributeType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'L' | 'M' | 'SS' | 'NS' | 'BS'

export function typeOf(value: AttributeValue): AttributeType {
  if ('S' in value) return 'S'
  if ('N' in value) return 'N'
  if ('B' in value) return 'B'
  if ('BOOL' in value) return 'BOOL'
  if ('NULL' in value) return 'NULL'
  if ('L' in value) return 'L'
  if ('M' in value) return 'M'
  if ('SS' in value) return 'SS'
  return 'NS' in value ? 'NS' : 'BS'
}

/** The members of a set with its type; undefined for what is none. */
export function membersOf(value: AttributeValue): { type: 'SS' | 'NS' | 'BS'; members: readonly string[] } | undefined {
  if ('SS' in value) return { type: 'SS', members: value.SS }
  if ('NS' in value) return { type: 'NS', members: value.NS }
  if ('BS' in value) return { type: 'BS', members: value.BS }
  return undefined
}

export function setOf(type: 'SS' | 'NS' | 'BS', members: readonly string[]): AttributeValue {
  if (type === 'SS') return { SS: members }
  return type === 'NS' ? { NS: members } : { BS: members }
}
