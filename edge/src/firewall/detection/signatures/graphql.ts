import type { Signature } from './signature.ts'

const family = 'graphql-abuse'
const args = '(?: ?\\([^(){}]{0,120}\\))?'
const selection = '(?: ?\\{[^{}]{0,120}\\})?'

/** Queries that ask for the schema, or cost a server far more than they cost the client. */
export const graphqlSignatures: readonly Signature[] = [
  {
    rule: 'graphql-schema',
    family,
    attack: 'asks a GraphQL server for its schema',
    literals: ['__schema', '__type', '_service', '_entities', 'introspectionquery'],
    score: 5,
    upTo: 'payload',
    confirm:
      /(?<![\w$.-])(?:__schema(?![\w-])|__type ?\(|__typename @|_service ?\{ ?sdl|_entities ?\( ?representations)|(?<=(?:mutation|subscription) ?\{ ?)__typename|introspectionquery ?[{(]/y,
  },
  {
    rule: 'graphql-flood',
    family,
    attack: 'one query that asks for the same many times, or nests deeply',
    literals: ['{', 'query', 'mutation'],
    score: 5,
    upTo: 'payload',
    confirm: new RegExp(
      `(?:query|mutation)\\b[^{}]{0,60}\\{ ?\\w{1,30} ?: ?(\\w{1,40})${args}${selection}(?:[ ,]{0,3}\\w{1,30} ?: ?\\1${args}${selection}){3}|\\{ ?\\w{1,30} ?: ?(\\w{1,40}) ?\\([^(){}]{0,120}\\)${selection}(?:[ ,]{0,3}\\w{1,30} ?: ?\\2 ?\\([^(){}]{0,120}\\)${selection}){3}|(?:\\{ ?(?:\\w{1,30}[ ,]{1,2}){0,2}[a-z_]\\w{0,30}${args} ?){7}|\\{ ?([a-z_]\\w{1,30})(?:[ ,]{1,2}\\3\\b){6}|(?:\\{ ?"query" ?: ?"(?:[^"\\\\]|\\\\.){1,200}"[^{}]{0,60}\\} ?, ?){4}`,
      'y',
    ),
  },
  {
    rule: 'graphql-directives',
    family,
    attack: 'the same directive many times',
    literals: ['@'],
    score: 5,
    upTo: 'payload',
    confirm: /@([a-z_]\w{0,19})(?:\([^()]{0,40}\))?(?: ?@\1(?:\([^()]{0,40}\))?){4}/y,
  },
  {
    rule: 'graphql-circle',
    family,
    attack: 'fragments that contain each other',
    literals: ['fragment '],
    score: 5,
    confirm:
      /fragment (\w{1,30}) on \w{1,30} ?\{[^{}]{0,80}\.\.\. ?(?:\1\b|(\w{1,30})[^{}]{0,40}\}[^{}]{0,20}fragment \2 on \w{1,30} ?\{[^{}]{0,80}\.\.\. ?\1\b)/y,
  },
  {
    rule: 'graphql-secrets',
    family,
    attack: 'selects what no client should read, or far more than a page',
    literals: ['password', 'resettoken', 'apikey', 'first:', 'limit:', 'first: ', 'limit: '],
    score: 5,
    upTo: 'payload',
    confirm:
      /(?<=[\w)] ?\{ ?(?:\w{1,30}[ ,]{1,2}){0,6})(?:password|resettoken|apikey)\w{0,12}(?=[ ,}]{1,3}(?:\w{1,30}[ ,]{0,2}){0,4}\})|(?<=\{ ?\w{1,30} ?\([^()]{0,60})(?:first|limit): ?\d{6}/y,
  },
]
