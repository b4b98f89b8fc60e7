import type { AnyNode, BinaryExpression, ExportSpecifier, ImportDeclaration, Program } from 'acorn'
import { walk } from './walk.ts'

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * Makes of an ES module, as esbuild writes it, a function that returns its exports. Two things of AppSync's are written
 * into it: for it `undefined === null`, where one of the two stands in a comparison (what it is in variables cannot be
 * told), and a loop has so many turns and no more.
 */
export function prepareCode(code: string, program: Program): string {
  const edits = walk(program).flatMap(({ node }) => editsOf(node, code))
  const exported = program.body.flatMap((node) => (node.type === 'ExportNamedDeclaration' ? node.specifiers : []))
  const body = applied(code, edits)
  return `(function (__module, __turn) { 'use strict';\n${body}\nreturn { ${exported.map(exportText).join(', ')} }; })`
}

function editsOf(node: AnyNode, code: string): readonly Edit[] {
  switch (node.type) {
    case 'ImportDeclaration':
      return [{ start: node.start, end: node.end, text: importText(node) }]
    case 'ExportNamedDeclaration':
      return [{ start: node.start, end: node.end, text: '' }]
    case 'ForOfStatement':
    case 'ForInStatement': {
      const { start, end } = node.body
      return [
        { start, end: start, text: '{ __turn(); ' },
        { start: end, end, text: ' }' },
      ]
    }
    case 'BinaryExpression':
      return comparisonEdits(node, code)
    default:
      return []
  }
}

function comparisonEdits({ operator, left, right }: BinaryExpression, code: string): readonly Edit[] {
  if (operator !== '===' && operator !== '!==') return []
  if (!isNothing(left) && !isNothing(right)) return []
  const start = code.indexOf(operator, left.end)
  return [{ start, end: start + operator.length, text: operator.slice(0, 2) }]
}

function isNothing(node: AnyNode): boolean {
  if (node.type === 'UnaryExpression') return node.operator === 'void'
  return node.type === 'Identifier' ? node.name === 'undefined' : node.type === 'Literal' && node.value === null
}

function importText({ source, specifiers }: ImportDeclaration): string {
  const from = `__module(${JSON.stringify(source.value)})`
  const parts = specifiers.map((specifier) => {
    if (specifier.type !== 'ImportSpecifier') return `${specifier.local.name} = ${from}`
    const name = specifier.imported.type === 'Identifier' ? specifier.imported.name : String(specifier.imported.value)
    return `{ ${name}: ${specifier.local.name} } = ${from}`
  })
  return parts.length === 0 ? '' : `const ${parts.join(', ')};`
}

function exportText({ exported, local }: ExportSpecifier): string {
  return `${nameOf(exported)}: ${nameOf(local)}`
}

function nameOf(node: ExportSpecifier['local']): string {
  return node.type === 'Identifier' ? node.name : String(node.value)
}

function applied(code: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((one, other) => one.start - other.start || one.end - other.end)
  const parts: string[] = []
  let from = 0
  for (const { start, end, text } of ordered) {
    parts.push(code.slice(from, start), text)
    from = end
  }
  return [...parts, code.slice(from)].join('')
}
