import { buildASTSchema, type GraphQLSchema, isObjectType, Kind, parse } from 'graphql'
import { scalarTypes } from './aws-scalars.ts'

/** What every schema of AppSync's may use without saying so. */
const given = `
${scalarTypes.map(({ name }) => `scalar ${name}`).join('\n')}
directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION
directive @aws_oidc on OBJECT | FIELD_DEFINITION
directive @aws_iam on OBJECT | FIELD_DEFINITION
directive @aws_api_key on OBJECT | FIELD_DEFINITION
directive @aws_lambda on OBJECT | FIELD_DEFINITION
directive @aws_cognito_user_pools(cognito_groups: [String]) on OBJECT | FIELD_DEFINITION
`

/** @throws {GraphQLError} */
export function buildAppSyncSchema(text: string): GraphQLSchema {
  const schema = buildASTSchema(parse(`${given}\n${text}`, { noLocation: true }))
  for (const scalar of scalarTypes) {
    const known = schema.getType(scalar.name)
    if (known !== undefined) {
      Object.assign(known, {
        parseValue: scalar.parseValue,
        parseLiteral: scalar.parseLiteral,
        serialize: scalar.serialize,
      })
    }
  }
  return schema
}

/** The mutations that bring each subscription something, by its field. */
export function subscribedMutations(schema: GraphQLSchema): ReadonlyMap<string, readonly string[]> {
  const fields = Object.values(schema.getSubscriptionType()?.getFields() ?? {})
  return new Map(
    fields.map(({ name, astNode }) => {
      const directive = astNode?.directives?.find(({ name: { value } }) => value === 'aws_subscribe')
      const mutations = directive?.arguments?.find(({ name: { value } }) => value === 'mutations')?.value
      const values = mutations?.kind === Kind.LIST ? mutations.values : []
      return [name, values.flatMap((value) => (value.kind === Kind.STRING ? [value.value] : []))]
    }),
  )
}

/** Every `Type.field` that a resolver is for but the schema has not. */
export function strangeFields(schema: GraphQLSchema, names: Iterable<string>): readonly string[] {
  return [...names].filter((name) => {
    const [typeName = '', fieldName = ''] = name.split('.')
    const type = schema.getType(typeName)
    return !isObjectType(type) || type.getFields()[fieldName] === undefined
  })
}
