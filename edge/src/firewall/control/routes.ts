import type { Fault } from '@porchlight/contract/errors'
import { FirewallPatch, FirewallRecordQuery } from '@porchlight/contract/firewall'
import { ControlledPatch, controlPaths } from '@porchlight/contract/firewall-control'
import { PageQuery } from '@porchlight/contract/page'
import type { z } from 'zod'
import type { Keeper } from '../keeper/keeper.ts'
import { faultAt } from '../keeper/patch.ts'
import { Refusal } from '../keeper/refusal.ts'

interface Asked {
  readonly query: unknown
  readonly body: unknown
}

type Route = (asked: Asked) => Promise<unknown>

/** By method and path; each resolves with the JSON of its answer. */
export function controlRoutes(keeper: Keeper): Readonly<Record<string, Route | undefined>> {
  return {
    [`GET ${controlPaths.state}`]: async () => keeper.state(),
    [`PATCH ${controlPaths.state}`]: async ({ body }) => keeper.change(parse(ControlledPatch, body, 'body')),
    [`POST ${controlPaths.trials}`]: async ({ body }) => keeper.try(parse(FirewallPatch, body, 'body')),
    [`GET ${controlPaths.records}`]: async ({ query }) => keeper.records(parse(FirewallRecordQuery, query, 'query')),
    [`GET ${controlPaths.changes}`]: async ({ query }) => keeper.changes(parse(PageQuery, query, 'query')),
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, part: Fault['in']): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new Refusal(
    'invalid_input',
    parsed.error.issues.map(({ path, message }) => ({ ...faultAt(path.map(String), message), in: part })),
  )
}
