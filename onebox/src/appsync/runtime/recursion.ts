import type { AnyNode, Program } from 'acorn'
import { walk } from './walk.ts'

/** Functions that call themselves, directly or by way of others. */
export function recursions(program: Program): readonly string[] {
  const calls = new Map<string, ReadonlySet<string>>()
  for (const { node } of walk(program)) {
    const named = namedFunction(node)
    if (named !== undefined) calls.set(named.name, calledIn(named.body))
  }
  return [...calls.keys()].filter((name) => reaches(name, calls)).map((name) => `${name} calls itself`)
}

function namedFunction(node: AnyNode): { name: string; body: AnyNode } | undefined {
  if (node.type === 'FunctionDeclaration' && node.id !== null) return { name: node.id.name, body: node.body }
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') return undefined
  const { init } = node
  if (init?.type !== 'ArrowFunctionExpression' && init?.type !== 'FunctionExpression') return undefined
  return { name: node.id.name, body: init.body }
}

/** Whatever is named in the body: a function that is given to a list's method is called by it. */
function calledIn(body: AnyNode): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { node, parent } of walk(body)) {
    if (node.type !== 'Identifier') continue
    const isCalled = parent?.node.type === 'CallExpression'
    if (isCalled) names.add(node.name)
  }
  return names
}

function reaches(from: string, calls: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const seen = new Set<string>()
  const open = [...(calls.get(from) ?? [])]
  for (const name of open) {
    if (name === from) return true
    if (seen.has(name)) continue
    seen.add(name)
    open.push(...(calls.get(name) ?? []))
  }
  return false
}
