import type { GraphqlApi, Resolver } from '@porchlight/system/graphql-api'
import type { DataSource } from '../data-sources/data-source.ts'
import type { Effects } from '../runtime/invocation.ts'
import type { Handler, ResolverCode, Returned } from '../runtime/load-code.ts'
import type { ResolverContext } from './resolver-context.ts'

/** Answers one field. @throws {ResolverError} */
export type FieldResolver = (context: ResolverContext, effects: Effects) => Promise<unknown>

/** A request handler, where what it returns goes, and a response handler. */
interface Step {
  readonly request: Handler
  readonly dataSource: DataSource
  readonly response: Handler
}

export interface ResolverParts {
  readonly api: GraphqlApi
  /** By the paths in `api`. */
  readonly code: ReadonlyMap<string, ResolverCode>
  readonly dataSources: Readonly<Record<string, DataSource>>
}

/** @throws {Error} when a part is missing, or a pipeline longer than AppSync has them. */
export function fieldResolver(resolver: Resolver, parts: ResolverParts): FieldResolver {
  if (resolver.kind === 'unit') return unitResolver(stepOf(resolver, parts))
  const { request, response } = handlersOf(resolver.code, parts)
  const steps = resolver.functions.map((name) => {
    const each = parts.api.functions[name]
    if (each === undefined) throw new Error(`There is no function ${name} for the resolver ${resolver.code}`)
    return stepOf(each, parts)
  })
  return pipelineResolver({ request, steps, response })
}

function stepOf({ dataSource: name, code }: { dataSource: string; code: string }, parts: ResolverParts): Step {
  const dataSource = parts.dataSources[name]
  if (dataSource === undefined) throw new Error(`There is no data source ${name} for ${code}`)
  return { ...handlersOf(code, parts), dataSource }
}

function handlersOf(file: string, { code }: ResolverParts): { request: Handler; response: Handler } {
  const loaded = code.get(file)
  if (loaded?.request === undefined || loaded.response === undefined) {
    throw new Error(`${file} must export request and response`)
  }
  return { request: loaded.request, response: loaded.response }
}

function unitResolver(step: Step): FieldResolver {
  return async (context, effects) => (await runStep(step, context, effects)).value
}

interface Pipeline {
  readonly request: Handler
  readonly steps: readonly Step[]
  readonly response: Handler
}

/** What a handler returns is `ctx.prev.result` of the next. */
function pipelineResolver({ request, steps, response }: Pipeline): FieldResolver {
  return async (context, effects) => {
    let last = request(context, effects)
    // Returned early before the functions, none of them runs.
    for (const step of last.kind === 'early' ? [] : steps) {
      context.prev = { result: last.value ?? null }
      last = await runStep(step, context, effects)
      if (last.kind === 'early' && last.skipTo === 'END') break
    }
    context.prev = { result: last.value ?? null }
    context.result = last.value ?? null
    return response(context, effects).value
  }
}

/** Returned early, a request goes nowhere and needs no response. */
async function runStep(step: Step, context: ResolverContext, effects: Effects): Promise<Returned> {
  context.result = null
  context.error = null
  const asked = step.request(context, effects)
  if (asked.kind === 'early') return asked
  const { result, error } = await step.dataSource.invoke(asked.value, effects)
  context.result = result
  context.error = error ?? null
  return step.response(context, effects)
}
