import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lintCode } from './lint-code.ts'

function handler(body: string): string {
  return `import { util } from '@aws-appsync/utils'\nexport function request(ctx) {\n${body}\n}`
}

/** What AppSync has not, planted, and the word by which it must be found. */
const violations: readonly (readonly [code: string, found: string])[] = [
  [handler('throw ctx'), 'ThrowStatement'],
  [handler('try { return 1 } catch { return 2 }'), 'TryStatement'],
  [handler('while (ctx.a) { ctx.b.pop() }'), 'WhileStatement'],
  [handler('do { ctx.b.pop() } while (ctx.a)'), 'DoWhileStatement'],
  [handler('for (;;) { return 1 }'), 'ForStatement'],
  [handler('for (const one of ctx.b) { if (one) continue }'), 'ContinueStatement'],
  [handler('out: for (const one of ctx.b) { break out }'), 'LabeledStatement'],
  [handler('let a = 1\na++'), 'UpdateExpression'],
  [handler('let a = 1\n--a'), 'UpdateExpression'],
  [handler('return ~ctx.a'), '~'],
  [handler("return 'a' in ctx"), ': in'],
  [handler('return ctx instanceof Object'), 'instanceof'],
  [handler('return /a/.test(ctx.a)'), 'a literal of a pattern'],
  [handler('return 1n'), 'a literal of a pattern or a bigint'],
  [handler('return this'), 'ThisExpression'],
  ['class A {}', 'ClassDeclaration'],
  [handler('return new ctx.A()'), 'NewExpression'],
  [handler('return new Date()'), 'the global Date'],
  [handler('return Date.now()'), 'the global Date'],
  [handler('return new Map()'), 'the global Map'],
  [handler('return crypto.randomUUID()'), 'the global crypto'],
  [handler("return parseInt('1', 10)"), 'the global parseInt'],
  [handler("return Number('1')"), 'Number.?'],
  [handler('return String(1)'), 'the global String'],
  [handler('return Array.isArray(ctx)'), 'the global Array'],
  [handler('return Math.abs(ctx.a)'), 'Math.abs'],
  [handler('return Math.random()'), 'Math.random'],
  [handler("return Math['abs'](ctx.a)"), 'a method by a computed name'],
  [handler('return Object.fromEntries(ctx.a)'), 'Object.fromEntries'],
  [handler('return structuredClone(ctx)'), 'the global structuredClone'],
  [handler('return setTimeout(ctx.a, 1)'), 'the global setTimeout'],
  [handler('return Promise.resolve()'), 'the global Promise'],
  [handler("return fetch('/')"), 'the global fetch'],
  [handler('return process.env'), 'the global process'],
  ['export async function request(ctx) { return await ctx }', 'async'],
  ['export function* request() {}', 'a generator'],
  [handler("return import('node:fs')"), 'ImportExpression'],
  ["import fs from 'node:fs'", 'the module node:fs'],
  [handler('return ctx.a.sort((one, other) => one - other)'), 'a function given to sort'],
  [handler('return ctx.a.sort(ctx.b)'), 'sort by a function'],
  [handler('return own(() => 1)\nfunction own(f) { return f }'), 'a function given to a function'],
  [handler("return ctx.a.padStart(12, '0')"), 'the method padStart'],
  [handler('return ctx.a.substring(1)'), 'the method substring'],
  [handler('return ctx.a.call(ctx)'), 'the method call'],
  [handler('return ctx.a.entries()'), 'the method entries'],
  [handler('return ctx.a.then(ctx.b)'), 'the method then'],
  [handler('return down(3)\nfunction down(n) { return n < 1 ? 0 : down(n - 1) }'), 'down calls itself'],
  [handler('return a(3)\nfunction a(n) { return b(n) }\nfunction b(n) { return a(n) }'), 'a calls itself'],
  [handler('return debug\ndebugger'), 'DebuggerStatement'],
]

for (const [code, found] of violations) {
  test(`finds ${found} in ${code.split('\n').at(2) ?? code}`, () => {
    const faults = lintCode(code)
    assert.ok(
      faults.some((fault) => fault.includes(found)),
      `found ${JSON.stringify(faults)}`,
    )
  })
}

test('lets pass what AppSync has', () => {
  const code = `import { util, runtime } from '@aws-appsync/utils'
const limit = 3
function twice(value = 1, ...rest) { return value * 2 + rest.length }
export function request(ctx) {
  const { a: { b = [] } = {}, ...others } = ctx.args
  for (const [name, value] of Object.entries(others)) if (value?.ok ?? false) ctx.stash[name] = value
  for (const key in others) { if (key === 'x') break }
  const list = b.map(twice).filter((one) => one > limit)
  list.sort()
  delete ctx.stash.a
  if (list.length === 0) runtime.earlyReturn(null, { skipTo: 'END' })
  return { at: util.time.nowISO8601(), text: \`\${list.join(',')}\`.slice(0, -1), max: Math.max(...list), t: typeof b }
}`
  assert.deepEqual(lintCode(code), [])
})
