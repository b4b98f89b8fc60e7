import { DynamoError, invalid, invalidParameter } from '../errors.ts'
import { applyUpdate, updatedPaths } from '../expression/apply-update.ts'
import { checkCondition, holds, type Scope } from '../expression/evaluate.ts'
import { parsedCondition, parsedUpdate } from '../expression/parsed.ts'
import { Placeholders, type ResolvedPath } from '../expression/placeholders.ts'
import { checkIndexKeys, keyAttributes, keyGiven, keyOfItem, keySchemas, type StoredKey } from '../keys.ts'
import type { StoredItem, Write } from '../store/rows.ts'
import type { Table } from '../table.ts'
import type { Item } from '../values/attribute-value.ts'
import { readItem } from '../values/read-value.ts'
import { itemBytes, maxItemBytes } from '../values/size.ts'

export interface WriteInput {
  readonly Item?: unknown
  readonly Key?: unknown
  readonly ConditionExpression?: string | undefined
  readonly UpdateExpression?: string | undefined
  readonly ExpressionAttributeNames?: unknown
  readonly ExpressionAttributeValues?: unknown
  readonly ReturnValuesOnConditionCheckFailure?: 'NONE' | 'ALL_OLD' | undefined
}

export type WriteKind = 'put' | 'delete' | 'update' | 'check'

/** A write whose input was checked, before the item that it meets is known. */
export interface PlannedWrite {
  readonly key: StoredKey
  /** What the item becomes. @throws {DynamoError} */
  decide(before: StoredItem | undefined): Decision
  /** The paths that an update names. */
  readonly updated: readonly ResolvedPath[]
}

export interface Decision {
  readonly write: Write
  readonly before: Item | undefined
  readonly after: Item | undefined
}

/** @throws {DynamoError} `ValidationException`: whatever can be told without the item. */
export function planWrite(kind: WriteKind, table: Table, input: WriteInput): PlannedWrite {
  const placeholders = new Placeholders(input.ExpressionAttributeNames, input.ExpressionAttributeValues)
  const item = kind === 'put' ? readItem(input.Item) : undefined
  const key = item === undefined ? keyGiven(table, readItem(input.Key)) : keyOfItem(table, item)
  if (item !== undefined && itemBytes(item) > maxItemBytes) {
    throw invalid('Item size has exceeded the maximum allowed size')
  }
  const condition = plannedCondition(input, placeholders)
  const update = plannedUpdate(table, input, placeholders)
  placeholders.checkAllUsed()
  return {
    key,
    updated: update.paths,
    decide(before) {
      condition.check(before?.item)
      const after = outcome()
      if (kind === 'check') {
        return { write: { key, before, change: 'keep' }, before: before?.item, after: before?.item }
      }
      const change = after === undefined ? 'delete' : { put: after }
      return { write: { key, before, change }, before: before?.item, after }

      function outcome(): Item | undefined {
        if (kind === 'delete') return undefined
        return kind === 'update' ? update.apply(before?.item ?? keyAttributes(table, readItem(input.Key))) : item
      }
    },
  }
}

function plannedCondition(input: WriteInput, placeholders: Placeholders) {
  const text = input.ConditionExpression
  if (text === undefined) return { check: () => undefined }
  const scope: Scope = { kind: 'ConditionExpression', placeholders }
  const condition = parsedCondition('ConditionExpression', text)
  checkCondition(condition, scope)
  return {
    check(item: Item | undefined): void {
      if (holds(condition, item ?? {}, scope)) return
      const wanted = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' ? item : undefined
      throw new DynamoError('ConditionalCheckFailedException', 'The conditional request failed', { item: wanted })
    },
  }
}

function plannedUpdate(table: Table, input: WriteInput, placeholders: Placeholders) {
  const text = input.UpdateExpression
  if (text === undefined) return { paths: [], apply: (item: Item) => item }
  const scope: Scope = { kind: 'UpdateExpression', placeholders }
  const update = parsedUpdate('UpdateExpression', text)
  const paths = updatedPaths(update, scope)
  for (const { name } of keySchemas(table)) {
    if (paths.some(([first]) => first === name)) {
      throw invalidParameter(`Cannot update attribute ${name}. This attribute is part of the key`)
    }
  }
  return {
    paths,
    apply(item: Item): Item {
      const after = applyUpdate(update, item, scope)
      if (itemBytes(after) > maxItemBytes) throw invalid('Item size to update has exceeded the maximum allowed size')
      checkIndexKeys(table, after)
      return after
    },
  }
}
