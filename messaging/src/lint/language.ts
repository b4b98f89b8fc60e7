/**
 * What the APPSYNC_JS runtime has: whatever is not named here is refused, so that what its makers forgot to forbid, or
 * we to think of, is refused as well. https://docs.aws.amazon.com/appsync/latest/devguide/supported-features.html
 */
export const syntax: ReadonlySet<string> = new Set([
  'Program',
  'ImportDeclaration',
  'ImportSpecifier',
  'ExportNamedDeclaration',
  'ExportSpecifier',
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'VariableDeclaration',
  'VariableDeclarator',
  'BlockStatement',
  'ExpressionStatement',
  'EmptyStatement',
  'IfStatement',
  'ReturnStatement',
  'ForOfStatement',
  'ForInStatement',
  'BreakStatement',
  'SwitchStatement',
  'SwitchCase',
  'Identifier',
  'Literal',
  'TemplateLiteral',
  'TemplateElement',
  'ArrayExpression',
  'ArrayPattern',
  'ObjectExpression',
  'ObjectPattern',
  'Property',
  'SpreadElement',
  'RestElement',
  'AssignmentPattern',
  'AssignmentExpression',
  'BinaryExpression',
  'LogicalExpression',
  'UnaryExpression',
  'ConditionalExpression',
  'CallExpression',
  'MemberExpression',
  'ChainExpression',
])

export const absentOperators: ReadonlySet<string> = new Set(['in', 'instanceof', '~'])

export const modules: ReadonlySet<string> = new Set(['@aws-appsync/utils', '@aws-appsync/utils/dynamodb'])

/** By global, its functions; `util` and its like have what `@aws-appsync/utils` says. */
export const globals: Readonly<Record<string, readonly string[] | 'any'>> = {
  undefined: [],
  util: 'any',
  extensions: 'any',
  runtime: 'any',
  console: ['log', 'error'],
  Object: ['assign', 'entries', 'hasOwn', 'keys', 'values'],
  Number: ['isFinite', 'isNaN'],
  Math: ['min', 'max', 'round', 'floor', 'ceil'],
  JSON: ['parse', 'stringify'],
}

/** The only functions that take a function; `sort` takes none. */
export const callbackMethods: ReadonlySet<string> = new Set(
  'forEach map flatMap filter reduce reduceRight find some every findIndex findLast findLastIndex'.split(' '),
)

/** Of lists and texts. */
export const methods: ReadonlySet<string> = new Set([
  ...callbackMethods,
  ...'concat fill flat indexOf join lastIndexOf pop push reverse shift slice sort splice unshift'.split(' '),
  ...'charAt endsWith replace split startsWith toLowerCase toUpperCase trim trimEnd trimStart'.split(' '),
])
