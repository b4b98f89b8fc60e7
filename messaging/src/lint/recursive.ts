import type { AnyNode, Program } from 'acorn'
import { walk } from './walk.ts'

/** The functions that call themselves, or others that call them. */
export function recursive(program: Program): readonly string[] {
  const calls = new Map<string, ReadonlySet<string>>()
  for (const { node } of walk(program)) {
    const name = nameOf(node)
    if (name !== undefined) calls.set(name, identifiersIn(node))
  }
  return [...calls.keys()].filter((name) => reached(name, calls).has(name))
}

function nameOf(node: AnyNode): string | undefined {
  if (node.type === 'FunctionDeclaration') return node.id?.name
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') return undefined
  return node.init?.type === 'ArrowFunctionExpression' ? node.id.name : undefined
}

/** Called, or given to a method of a list, which calls it. */
function identifiersIn(node: AnyNode): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { node: inner, parent } of walk(node)) {
    if (inner.type === 'Identifier' && parent?.type === 'CallExpression') names.add(inner.name)
  }
  return names
}

function reached(from: string, calls: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const seen = new Set<string>()
  const open = [...(calls.get(from) ?? [])]
  for (const name of open) {
    if (seen.has(name)) continue
    seen.add(name)
    open.push(...(calls.get(name) ?? []))
  }
  return seen
}
