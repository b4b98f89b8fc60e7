import { type AnyNode, type CallExpression, type Identifier, parse } from 'acorn'
import { absentOperators, callbackMethods, globals, methods, modules, syntax } from './language.ts'
import { namesOf } from './names.ts'
import { recursive } from './recursive.ts'
import { type Visited, walk } from './walk.ts'

/** Such as `line 3: throw`. Of code as it is deployed: bundled, without types. */
export function lintCode(code: string): readonly string[] {
  const program = parse(code, { ecmaVersion: 'latest', sourceType: 'module', locations: true })
  const visited = [...walk(program)]
  const names = {
    declared: new Set(visited.flatMap(({ node }) => namesOf(node))),
    // The bundler numbers what several files import.
    imported: new Set(visited.flatMap(({ node }) => (node.type === 'ImportSpecifier' ? [node.local.name] : []))),
  }
  const faults = visited.flatMap((one) => {
    const fault = faultOf(one, names)
    return fault === undefined ? [] : [`line ${one.node.loc?.start.line}: ${fault}`]
  })
  return [...faults, ...recursive(program).map((name) => `${name} calls itself`)]
}

interface Names {
  readonly declared: ReadonlySet<string>
  /** From AppSync's modules. */
  readonly imported: ReadonlySet<string>
}

function faultOf({ node, parent }: Visited, names: Names): string | undefined {
  if (!syntax.has(node.type)) return node.type
  switch (node.type) {
    case 'Literal':
      return node.regex || node.bigint ? 'a literal of a pattern or a bigint' : undefined
    case 'BinaryExpression':
    case 'UnaryExpression':
      return absentOperators.has(node.operator) ? node.operator : undefined
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return node.async || node.generator ? 'async or a generator' : undefined
    case 'BreakStatement':
      return node.label ? 'a label' : undefined
    case 'ImportDeclaration':
      return modules.has(String(node.source.value)) ? undefined : `the module ${node.source.value}`
    case 'Identifier':
      return isValue(node, parent) && !names.declared.has(node.name) ? globalFault(node, parent) : undefined
    case 'CallExpression':
      return callFault(node, names)
    default:
      return undefined
  }
}

/** A global is read for a function that it has, and otherwise not at all. */
function globalFault({ name }: Identifier, parent: AnyNode | undefined): string | undefined {
  const functions = Object.hasOwn(globals, name) ? globals[name] : undefined
  if (functions === undefined) return `the global ${name}`
  if (functions === 'any' || name === 'undefined') return undefined
  const property = parent?.type === 'MemberExpression' && !parent.computed ? parent.property : undefined
  const used = property?.type === 'Identifier' ? property.name : undefined
  return used !== undefined && functions.includes(used) ? undefined : `${name}.${used ?? '?'}`
}

function callFault(call: CallExpression, names: Names): string | undefined {
  const { callee } = call
  const takes = call.arguments.some(({ type }) => type === 'ArrowFunctionExpression' || type === 'FunctionExpression')
  if (callee.type !== 'MemberExpression') return takes ? 'a function given to a function' : undefined
  if (callee.computed || callee.property.type !== 'Identifier') return 'a method by a computed name'
  const { name } = callee.property
  if (takes && !callbackMethods.has(name)) return `a function given to ${name}`
  if (name === 'sort' && call.arguments.length > 0) return 'sort by a function'
  return methods.has(name) || isOfGlobal(callee.object, names) ? undefined : `the method ${name}`
}

/** `util.time.nowISO8601` is as deep as it goes. */
function isOfGlobal(object: AnyNode, names: Names): boolean {
  if (object.type === 'MemberExpression') return isOfGlobal(object.object, names)
  if (object.type !== 'Identifier') return false
  return names.imported.has(object.name) || (!names.declared.has(object.name) && Object.hasOwn(globals, object.name))
}

/** Whether an identifier stands for a value, and is no name of a property or of an export. */
function isValue(node: Identifier, parent: AnyNode | undefined): boolean {
  if (parent?.type === 'MemberExpression') return parent.computed || parent.object === node
  if (parent?.type === 'Property') return parent.computed || parent.value === node
  return parent?.type !== 'ExportSpecifier' && parent?.type !== 'ImportSpecifier'
}
