/**
 * What the APPSYNC_JS runtime has of JavaScript; all else is refused when code is deployed, or fails when it runs.
 * https://docs.aws.amazon.com/appsync/latest/devguide/supported-features.html
 */

export const globals: ReadonlySet<string> = new Set([
  'undefined',
  'NaN',
  'Infinity',
  'util',
  'extensions',
  'runtime',
  'console',
  'Object',
  'String',
  'Number',
  'Math',
  'Array',
  'JSON',
])

/** Of each global its functions. `Math.random` exists on AWS as well: `util.math.randomDouble` says more of what it is. */
export const statics: Readonly<Record<string, readonly string[]>> = {
  Object: ['assign', 'entries', 'hasOwn', 'keys', 'values'],
  String: ['raw'],
  Number: ['isFinite', 'isNaN'],
  Math: ['min', 'max', 'round', 'floor', 'ceil'],
  Array: [],
  JSON: ['parse', 'stringify'],
  console: ['log', 'error'],
}

/** Besides those of which AWS's reference speaks, `includes`, which AWS's own samples call on lists. */
export const stringMethods = [
  'charAt',
  'concat',
  'endsWith',
  'includes',
  'indexOf',
  'lastIndexOf',
  'replace',
  'replaceAll',
  'slice',
  'split',
  'startsWith',
  'toLowerCase',
  'toUpperCase',
  'trim',
  'trimEnd',
  'trimStart',
] as const

/** The only functions that take a function. */
export const callbackMethods = [
  'forEach',
  'map',
  'flatMap',
  'filter',
  'reduce',
  'reduceRight',
  'find',
  'some',
  'every',
  'findIndex',
  'findLast',
  'findLastIndex',
] as const

export const arrayMethods = [
  ...callbackMethods,
  'concat',
  'fill',
  'flat',
  'includes',
  'indexOf',
  'join',
  'lastIndexOf',
  'pop',
  'push',
  'reverse',
  'shift',
  'slice',
  'sort',
  'splice',
  'unshift',
] as const

const builtIn = [Object.prototype, Function.prototype, Array.prototype, String.prototype, Number.prototype]
const allowed: ReadonlySet<string> = new Set([...stringMethods, ...arrayMethods, 'toString'])

/** Methods that every JavaScript has, and AppSync has not. */
export const missingMethods: ReadonlySet<string> = new Set(
  builtIn.flatMap((prototype) => Object.getOwnPropertyNames(prototype)).filter((name) => !allowed.has(name)),
)

/** By the names that parsers give them: what is not in the language, whatever is in it. */
export const missingSyntax: Readonly<Record<string, string>> = {
  TryStatement: 'try',
  ThrowStatement: 'throw (use util.error)',
  WhileStatement: 'while',
  DoWhileStatement: 'do ... while',
  ForStatement: 'for (;;) (use for ... of)',
  ContinueStatement: 'continue',
  LabeledStatement: 'a label',
  UpdateExpression: '++ and -- (use += 1)',
  ClassDeclaration: 'a class',
  ClassExpression: 'a class',
  NewExpression: 'new',
  ThisExpression: 'this',
  Super: 'super',
  AwaitExpression: 'await',
  YieldExpression: 'yield',
  ImportExpression: 'import()',
  MetaProperty: 'import.meta and new.target',
  WithStatement: 'with',
  DebuggerStatement: 'debugger',
}
