import { type AnyNode, type CallExpression, type Identifier, type MemberExpression, type Program, parse } from 'acorn'
import { callbackMethods, globals, missingMethods, missingSyntax, statics } from './language.ts'
import { recursions } from './recursion.ts'
import { type Visited, walk } from './walk.ts'

const utilsModules: ReadonlySet<string> = new Set(['@aws-appsync/utils', '@aws-appsync/utils/dynamodb'])
const takesFunction: ReadonlySet<string> = new Set(callbackMethods)

/** What AppSync would refuse in a resolver's bundled code, each as `line 3: ...`. */
export function checkCode(program: Program): readonly string[] {
  const visited = walk(program)
  const names = declaredNames(visited)
  const faults = visited.flatMap((one) => faultsOf(one, names).map((fault) => `line ${lineOf(one.node)}: ${fault}`))
  return [...faults, ...recursions(program)]
}

/** @throws {SyntaxError} */
export function parseCode(code: string): Program {
  return parse(code, { ecmaVersion: 'latest', sourceType: 'module', locations: true })
}

function lineOf(node: AnyNode): number {
  return node.loc?.start.line ?? 0
}

interface Names {
  readonly declared: ReadonlySet<string>
  readonly functions: ReadonlySet<string>
}

function faultsOf(visited: Visited, names: Names): readonly string[] {
  const { node } = visited
  const missing = missingSyntax[node.type]
  if (missing !== undefined) return [`the language has no ${missing}`]
  switch (node.type) {
    case 'Literal':
      return 'regex' in node || 'bigint' in node
        ? [`the language has no ${'regex' in node ? '/regex/' : 'bigint'}`]
        : []
    case 'UnaryExpression':
      return node.operator === '~' ? ['the language has no ~'] : []
    case 'BinaryExpression':
      return node.operator === 'in' || node.operator === 'instanceof' ? [`the language has no ${node.operator}`] : []
    case 'ForOfStatement':
      return node.await ? ['the language has no for await'] : []
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return node.async || node.generator ? ['functions are neither async nor generators'] : []
    case 'ImportDeclaration':
      return utilsModules.has(String(node.source.value)) ? [] : [`there is no module ${node.source.value}`]
    case 'Identifier':
      return isReference(node, visited.parent) && !names.declared.has(node.name) && !globals.has(node.name)
        ? [`there is no global ${node.name}`]
        : []
    case 'MemberExpression':
      return memberFaults(node, names)
    case 'CallExpression':
      return callFaults(node, names)
    default:
      return []
  }
}

function memberFaults({ object, property, computed }: MemberExpression, { declared }: Names): readonly string[] {
  if (object.type !== 'Identifier' || declared.has(object.name)) return []
  const known = statics[object.name]
  if (known === undefined) return []
  if (computed || property.type !== 'Identifier') return [`${object.name} is read by name only`]
  return known.includes(property.name) ? [] : [`there is no ${object.name}.${property.name}`]
}

function callFaults(call: CallExpression, { declared, functions }: Names): readonly string[] {
  const { callee } = call
  const method =
    callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier'
      ? callee.property.name
      : undefined
  if (callee.type === 'Identifier' && !declared.has(callee.name) && globals.has(callee.name)) {
    return [`${callee.name} cannot be called`]
  }
  if (method !== undefined && missingMethods.has(method) && !isStatic(callee, declared)) {
    return [`there is no method ${method}`]
  }
  if (method === 'sort' && call.arguments.length > 0) return ['sort takes no function']
  if (method !== undefined && takesFunction.has(method)) return []
  return call.arguments.some((argument) => isFunction(argument, functions))
    ? ['a function may be given to methods of lists only']
    : []
}

/** `Object.keys`, and not the `keys` of something. */
function isStatic(callee: AnyNode, declared: ReadonlySet<string>): boolean {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return false
  return callee.object.name in statics && !declared.has(callee.object.name)
}

function isFunction(node: AnyNode, functions: ReadonlySet<string>): boolean {
  if (node.type === 'Identifier') return functions.has(node.name)
  return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression'
}

/** Names are looked for in the whole file: that something of that name is declared elsewhere in it is let pass. */
function declaredNames(visited: readonly Visited[]): Names {
  const declared = new Set<string>()
  const functions = new Set<string>()
  for (const { node } of visited) {
    for (const pattern of patternsOf(node)) for (const name of namesIn(pattern)) declared.add(name)
    if (node.type === 'FunctionDeclaration' && node.id !== null) functions.add(node.id.name)
    if (
      node.type === 'VariableDeclarator' &&
      node.id.type === 'Identifier' &&
      node.init &&
      isFunction(node.init, declared)
    )
      functions.add(node.id.name)
  }
  return { declared, functions }
}

function patternsOf(node: AnyNode): readonly AnyNode[] {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [...node.params, ...(node.id ? [node.id] : [])]
    case 'VariableDeclarator':
      return [node.id]
    case 'ImportSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'ImportDefaultSpecifier':
      return [node.local]
    default:
      return []
  }
}

function namesIn(pattern: AnyNode): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name]
    case 'AssignmentPattern':
      return namesIn(pattern.left)
    case 'RestElement':
      return namesIn(pattern.argument)
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : namesIn(element)))
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => namesIn(property.type === 'Property' ? property.value : property))
    default:
      return []
  }
}

/** Whether an identifier stands for a value, and is no name of a property or of an export. */
function isReference(node: Identifier, visited: Visited | undefined): boolean {
  const parent = visited?.node
  if (parent === undefined) return true
  if (parent.type === 'MemberExpression') return parent.computed || parent.object === node
  if (parent.type === 'Property') return parent.computed || parent.value === node
  return parent.type !== 'ExportSpecifier' && parent.type !== 'ImportSpecifier'
}
