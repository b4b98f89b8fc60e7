import { invalid } from '../errors.ts'
import { type AttributeValue, type Item, membersOf, setOf, typeOf } from '../values/attribute-value.ts'
import { addNumbers, subtractNumbers } from '../values/number.ts'
import { pathText, valueAt } from './document.ts'
import { operandValue, type Scope } from './evaluate.ts'
import type { ResolvedPath } from './placeholders.ts'
import type { Path, Update, UpdateOperand } from './syntax.ts'

/** Replaces, or with undefined removes, what is at a path. */
interface Change {
  readonly path: ResolvedPath
  readonly value: AttributeValue | undefined
}

/** Every path that an update names, checked: placeholders exist, and no path leads through another. */
export function updatedPaths(update: Update, scope: Scope): readonly ResolvedPath[] {
  const paths = [...update.set.map(({ path }) => path), ...update.remove, ...parts(update).map(({ path }) => path)]
  const resolved = paths.map((path) => resolve(path, scope))
  for (const [index, path] of resolved.entries()) {
    const other = resolved.slice(index + 1).find((later) => overlap(path, later))
    if (other !== undefined) {
      throw scopeFault(
        scope,
        `Two document paths overlap with each other; must remove or rewrite one of these paths; path one: ${pathText(path)}, path two: ${pathText(other)}`,
      )
    }
  }
  for (const { value } of update.set) checkOperand(value, scope)
  for (const { operator, placeholder } of parts(update)) checkSetOperand(operator, placeholder, scope)
  return resolved
}

function parts(update: Update) {
  return [
    ...update.add.map((part) => ({ ...part, operator: 'ADD' })),
    ...update.delete.map((part) => ({ ...part, operator: 'DELETE' })),
  ]
}

function overlap(one: ResolvedPath, other: ResolvedPath): boolean {
  const shared = Math.min(one.length, other.length)
  return one.slice(0, shared).every((step, index) => step === other[index])
}

function checkOperand(operand: UpdateOperand, scope: Scope): void {
  switch (operand.kind) {
    case 'if_not_exists':
      resolve(operand.path, scope)
      checkOperand(operand.otherwise, scope)
      return
    case 'list_append':
      checkOperand(operand.first, scope)
      checkOperand(operand.second, scope)
      return
    case 'plus':
    case 'minus':
      checkOperand(operand.left, scope)
      checkOperand(operand.right, scope)
      return
    default:
      operandValue(operand, {}, scope)
  }
}

function checkSetOperand(operator: string, placeholder: string, scope: Scope): void {
  const value = scope.placeholders.value(scope.kind, placeholder)
  if (membersOf(value) !== undefined || (operator === 'ADD' && 'N' in value)) return
  throw scopeFault(
    scope,
    `Incorrect operand type for operator or function; operator: ${operator}, operand type: ${typeOf(value)}`,
  )
}

/**
 * The item after an update. Every operand sees the item as it was.
 *
 * @throws {DynamoError} `ValidationException`: a path leads nowhere, or an operand is of the wrong type.
 */
export function applyUpdate(update: Update, item: Item, scope: Scope): Item {
  const changes: Change[] = [
    ...update.set.map(({ path, value }) => ({ path: resolve(path, scope), value: evaluate(value, item, scope) })),
    ...update.add.map(({ path, placeholder }) => addition(resolve(path, scope), placeholder, { item, scope })),
    ...update.delete.flatMap(({ path, placeholder }) => deletion(resolve(path, scope), placeholder, { item, scope })),
  ]
  const removals = update.remove.map((path): Change => ({ path: resolve(path, scope), value: undefined }))
  // Positions are those of the list as it was: what is appended goes in by rising position, what is removed by falling.
  const ordered = [...changes.sort(byPosition), ...removals.sort((one, other) => byPosition(other, one))]
  return ordered.reduce((updated, { path, value }) => changeItem(updated, path, value), item)
}

function byPosition(one: Change, other: Change): number {
  const [left, right] = [one.path.at(-1), other.path.at(-1)]
  return typeof left === 'number' && typeof right === 'number' ? left - right : 0
}

function evaluate(operand: UpdateOperand, item: Item, scope: Scope): AttributeValue {
  switch (operand.kind) {
    case 'if_not_exists':
      return valueAt(item, resolve(operand.path, scope)) ?? evaluate(operand.otherwise, item, scope)
    case 'list_append': {
      const first = evaluate(operand.first, item, scope)
      const second = evaluate(operand.second, item, scope)
      if (!('L' in first && 'L' in second)) throw wrongType()
      return { L: [...first.L, ...second.L] }
    }
    case 'plus':
    case 'minus': {
      const left = evaluate(operand.left, item, scope)
      const right = evaluate(operand.right, item, scope)
      if (!('N' in left && 'N' in right)) throw wrongType()
      return { N: operand.kind === 'plus' ? addNumbers(left.N, right.N) : subtractNumbers(left.N, right.N) }
    }
    default: {
      const value = operandValue(operand, item, scope)
      if (value !== undefined) return value
      throw invalid('The provided expression refers to an attribute that does not exist in the item')
    }
  }
}

function addition(path: ResolvedPath, placeholder: string, { item, scope }: { item: Item; scope: Scope }): Change {
  const value = scope.placeholders.value(scope.kind, placeholder)
  const before = valueAt(item, path)
  if (before === undefined) return { path, value }
  if ('N' in before && 'N' in value) return { path, value: { N: addNumbers(before.N, value.N) } }
  const [old, added] = [membersOf(before), membersOf(value)]
  if (old === undefined || added === undefined || old.type !== added.type) throw wrongType()
  return { path, value: setOf(old.type, [...new Set([...old.members, ...added.members])]) }
}

function deletion(
  path: ResolvedPath,
  placeholder: string,
  { item, scope }: { item: Item; scope: Scope },
): readonly Change[] {
  const before = valueAt(item, path)
  if (before === undefined) return []
  const [old, deleted] = [membersOf(before), membersOf(scope.placeholders.value(scope.kind, placeholder))]
  if (old === undefined || deleted === undefined || old.type !== deleted.type) throw wrongType()
  const left = old.members.filter((member) => !deleted.members.includes(member))
  return [{ path, value: left.length === 0 ? undefined : setOf(old.type, left) }]
}

function changeItem(item: Item, path: ResolvedPath, value: AttributeValue | undefined): Item {
  const changed = changeAt({ M: item }, path, value)
  return 'M' in changed ? changed.M : item
}

/** Rebuilds what lies along the path, and leaves the rest shared. */
function changeAt(parent: AttributeValue, path: ResolvedPath, value: AttributeValue | undefined): AttributeValue {
  const [step, ...rest] = path
  if (typeof step === 'number' && 'L' in parent) return { L: changeList(parent.L, step, { rest, value }) }
  if (typeof step !== 'string' || !('M' in parent)) throw wrongPath()
  const before = Object.hasOwn(parent.M, step) ? parent.M[step] : undefined
  if (rest.length > 0 && before === undefined) throw wrongPath()
  const after = rest.length === 0 || before === undefined ? value : changeAt(before, rest, value)
  const members: Record<string, AttributeValue> = Object.assign(Object.create(null), parent.M)
  if (after === undefined) delete members[step]
  else members[step] = after
  return { M: members }
}

function changeList(
  list: readonly AttributeValue[],
  index: number,
  { rest, value }: { rest: ResolvedPath; value: AttributeValue | undefined },
): readonly AttributeValue[] {
  const before = list[index]
  if (rest.length > 0) {
    if (before === undefined) throw wrongPath()
    return list.with(index, changeAt(before, rest, value))
  }
  if (value === undefined) return list.toSpliced(index, 1)
  return before === undefined ? [...list, value] : list.with(index, value)
}

function resolve(path: Path, scope: Scope): ResolvedPath {
  return scope.placeholders.path(scope.kind, path)
}

function scopeFault(scope: Scope, message: string) {
  return invalid(`Invalid ${scope.kind}: ${message}`)
}

function wrongPath() {
  return invalid('The document path provided in the update expression is invalid for update')
}

function wrongType() {
  return invalid('An operand in the update expression has an incorrect data type')
}
