import { GraphQLError, GraphQLScalarType, type ValueNode, valueFromASTUntyped } from 'graphql'

/** https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html: the types that AppSync adds, and what they take. */
const texts: Readonly<Record<string, (text: string) => boolean>> = {
  AWSDateTime: (text) =>
    /^-?\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d:\d\d(:\d\d)?)$/.test(text) && isTime(text),
  AWSDate: (text) => /^-?\d{4}-\d\d-\d\d(Z|[+-]\d\d:\d\d(:\d\d)?)?$/.test(text) && isTime(text.slice(0, 10)),
  AWSTime: (text) => /^\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d(:\d\d)?)?$/.test(text),
  AWSEmail: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
  AWSURL: (text) => URL.canParse(text),
  AWSPhone: (text) => /^\+?[\d\s-]{1,20}$/.test(text),
  AWSIPAddress: (text) => /^[\d.:a-fA-F/]{2,49}$/.test(text),
}

export const scalarTypes: readonly GraphQLScalarType[] = [
  ...Object.entries(texts).map(([name, isValid]) => textScalar(name, isValid)),
  new GraphQLScalarType({
    name: 'AWSTimestamp',
    parseValue: (value) => checked('AWSTimestamp', value, Number.isInteger(value)),
    serialize: (value) => checked('AWSTimestamp', value, Number.isInteger(value)),
  }),
  /** A text of JSON outside, and what it says inside of resolvers. */
  new GraphQLScalarType({
    name: 'AWSJSON',
    parseValue: (value) => parsedJson(value),
    parseLiteral: (node: ValueNode, variables) => parsedJson(valueFromASTUntyped(node, variables)),
    serialize: (value) => (typeof value === 'string' && isJson(value) ? value : JSON.stringify(value)),
  }),
]

function textScalar(name: string, isValid: (text: string) => boolean): GraphQLScalarType {
  const check = (value: unknown) => checked(name, value, typeof value === 'string' && isValid(value))
  return new GraphQLScalarType({ name, parseValue: check, serialize: check })
}

function checked(name: string, value: unknown, isValid: boolean): unknown {
  if (!isValid) throw new GraphQLError(`Unable to parse \`${String(value).slice(0, 50)}\` as valid ${name}.`)
  return value
}

function isTime(text: string): boolean {
  return !Number.isNaN(Date.parse(text.replace(/:\d\d(:\d\d)$/, '$1').replace(',', '.')))
}

function parsedJson(value: unknown): unknown {
  if (typeof value !== 'string' || !isJson(value)) throw new GraphQLError('Unable to parse the value as valid AWSJSON.')
  const parsed: unknown = JSON.parse(value)
  return parsed
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
