import { type Context, Script } from 'node:vm'
import { countTurn, EarlyReturn, type Effects, ResolverError, runWithEffects } from './invocation.ts'
import { preparedCode } from './prepared-code.ts'
import { createStrictContext } from './strict-context.ts'
import { javaReplace } from './util/java-pattern.ts'
import { type ConsoleOutput, createUtilsModules } from './utils-modules.ts'

export interface ResolverCode {
  readonly file: string
  /** Undefined: the file has no such handler. */
  readonly request: Handler | undefined
  readonly response: Handler | undefined
}

export type Returned =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'early'; readonly value: unknown; readonly skipTo: 'END' | 'NEXT' }

/** @throws {ResolverError} what the code raised by `util.error`, or ran into. */
export type Handler = (context: object, effects: Effects) => Returned

export interface CodeOptions {
  /** Each by its own path, as it stands in the repository. */
  readonly files: readonly string[]
  readonly console: ConsoleOutput
  /** A handler ran into an error that it did not raise itself. */
  readonly onFault: (file: string, error: unknown) => void
}

/**
 * Makes files of resolvers and functions ready to run, as AppSync would.
 *
 * @throws {Error} with everything that AppSync would refuse in any of them.
 */
export async function loadCode({ files, console, onFault }: CodeOptions): Promise<ReadonlyMap<string, ResolverCode>> {
  const modules = createUtilsModules()
  const { util, extensions, runtime } = modules['@aws-appsync/utils']
  const context = createStrictContext({
    util,
    extensions,
    runtime,
    console,
    replace: (text, pattern, replacement) => javaReplace(text, pattern, { replacement, all: false }),
    replaceAll: (text, pattern, replacement) => javaReplace(text, pattern, { replacement, all: true }),
  })
  const loaded = new Map<string, ResolverCode>()
  for (const [file, code] of await preparedCode([...new Set(files)])) {
    const handlers = evaluate(code, { file, context, modules })
    loaded.set(file, { file, request: handler('request'), response: handler('response') })

    function handler(name: string): Handler | undefined {
      const given = handlers.get(name)
      return given && ((ctx, effects) => run(given, ctx, { effects, onFault: (error) => onFault(file, error) }))
    }
  }
  return loaded
}

type Evaluated = (ctx: object) => unknown

interface Evaluation {
  readonly file: string
  readonly context: Context
  readonly modules: Readonly<Record<string, object>>
}

function evaluate(code: string, { file, context, modules }: Evaluation): ReadonlyMap<string, Evaluated> {
  const wrapper: unknown = new Script(code, { filename: file }).runInContext(context)
  if (typeof wrapper !== 'function') throw new Error('Prepared code is a function')
  const exported: unknown = wrapper((name: string) => modules[name], countTurn)
  const entries = Object.entries(typeof exported === 'object' && exported !== null ? exported : {})
  return new Map(
    entries.flatMap(([name, value]) =>
      typeof value === 'function' ? [[name, (ctx: object): unknown => value(ctx)] as const] : [],
    ),
  )
}

interface Run {
  readonly effects: Effects
  readonly onFault: (error: unknown) => void
}

function run(handler: Evaluated, ctx: object, { effects, onFault }: Run): Returned {
  try {
    return { kind: 'returned', value: runWithEffects(effects, () => handler(ctx)) }
  } catch (error) {
    if (error instanceof EarlyReturn) return { kind: 'early', value: error.value, skipTo: error.skipTo }
    if (error instanceof ResolverError) throw error
    onFault(error)
    // What went wrong is the operator's to know, and no caller's.
    throw new ResolverError('Runtime Error', { errorType: 'Code' })
  }
}
