import type { AnyNode } from 'acorn'

/** What a node declares. */
export function namesOf(node: AnyNode): readonly string[] {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [...node.params.flatMap(namesIn), ...(node.id ? [node.id.name] : [])]
    case 'VariableDeclarator':
      return namesIn(node.id)
    case 'ImportSpecifier':
      return [node.local.name]
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
