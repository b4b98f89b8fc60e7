import { type Context, createContext, Script } from 'node:vm'
import { arrayMethods, globals, statics, stringMethods } from './language.ts'

/** What a script in the context finds besides the language. */
export interface Surroundings {
  readonly util: object
  readonly extensions: object
  readonly runtime: object
  readonly console: object
  /** As AppSync has them: the pattern is one of Java's regular expressions. */
  readonly replace: (text: string, pattern: string, replacement: string) => string
  readonly replaceAll: (text: string, pattern: string, replacement: string) => string
}

/** Takes from a new global object what AppSync has not, so that what the checks of the code missed fails when it runs. */
const narrow = new Script(`(function (globals, statics, stringMethods, arrayMethods, surroundings) {
  'use strict'
  const parse = JSON.parse
  const sort = Array.prototype.sort
  const keep = (holder, names) => {
    for (const name of Object.getOwnPropertyNames(holder)) {
      if (!names.includes(name) && name !== 'length' && name !== 'toString') delete holder[name]
    }
  }
  keep(String.prototype, stringMethods)
  keep(Array.prototype, arrayMethods)
  keep(Number.prototype, [])
  keep(Function.prototype, [])
  keep(Object.prototype, ['valueOf', '__proto__'])
  String.prototype.replace = function (pattern, replacement) {
    return surroundings.replace('' + this, pattern, replacement)
  }
  String.prototype.replaceAll = function (pattern, replacement) {
    return surroundings.replaceAll('' + this, pattern, replacement)
  }
  const reflectApply = Reflect.apply
  Array.prototype.sort = function (...given) {
    if (given.length > 0) throw new TypeError('sort takes no arguments')
    return reflectApply(sort, this, [])
  }
  JSON.parse = (text) => {
    try {
      return parse(text)
    } catch {
      return ''
    }
  }
  const own = { Object, String, Number, Math, Array, JSON, console: surroundings.console }
  const kept = Object.entries(statics).map(([name, functions]) => [
    name,
    Object.freeze(Object.fromEntries(functions.map((each) => [each, own[name][each]]))),
  ])
  const { util, extensions, runtime } = surroundings
  const scope = globalThis
  for (const name of Object.getOwnPropertyNames(scope)) {
    if (!globals.includes(name)) delete scope[name]
  }
  for (const [name, value] of [...kept, ...own.Object.entries({ util, extensions, runtime })]) {
    scope[name] = value
  }
})`)

/** A context of its own for resolvers: no clock, chance, timers, promises, patterns, constructors, or code from text. */
export function createStrictContext(surroundings: Surroundings): Context {
  const context = createContext(Object.create(null), {
    name: 'APPSYNC_JS',
    codeGeneration: { strings: false, wasm: false },
  })
  const narrowing: unknown = narrow.runInContext(context)
  if (typeof narrowing !== 'function') throw new Error('The narrowing script is a function')
  narrowing([...globals], statics, [...stringMethods], [...arrayMethods], surroundings)
  return context
}
