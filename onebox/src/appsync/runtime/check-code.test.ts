import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkCode, parseCode } from './check-code.ts'

const handler = (body: string) => `export function request(ctx) { ${body} }`

const refused: Readonly<Record<string, string>> = {
  'try and catch': handler('try { return 1 } catch { return 2 }'),
  throw: handler('throw ctx'),
  while: handler('while (ctx.a) { ctx.b.pop() }'),
  'do while': handler('do { ctx.b.pop() } while (ctx.a)'),
  'a counting for': handler('for (let i = 0; i < 3; i += 1) { ctx.b.push(i) }'),
  continue: handler('for (const one of ctx.b) { if (one) continue }'),
  'a label': handler('outer: for (const one of ctx.b) { break outer }'),
  '++': handler('let a = 1; a++; return a'),
  '--': handler('let a = 1; --a; return a'),
  '~': handler('return ~ctx.a'),
  in: handler("return 'a' in ctx"),
  instanceof: handler('return ctx instanceof Object'),
  'a class': 'class A {}\nexport const request = (ctx) => ctx',
  this: handler('return this'),
  new: handler('return new ctx.Thing()'),
  'a regular expression': handler('return ctx.a.replace(/a/g, "")'),
  bigint: handler('return 1n'),
  await: 'export async function request(ctx) { return await ctx }',
  'a generator': 'export function* request(ctx) { yield ctx }',
  'import()': handler("return import('node:fs')"),
  'a module of another': "import { readFileSync } from 'node:fs'\nexport const request = () => readFileSync('a')",
  Date: handler('return Date.now()'),
  'new Date': handler('return new Date().toISOString()'),
  'Math.random': handler('return Math.random()'),
  'Math.abs': handler('return Math.abs(ctx.a)'),
  'Math by a computed name': handler("return Math['random']()"),
  parseInt: handler('return parseInt(ctx.a, 10)'),
  'Number as a function': handler('return Number(ctx.a)'),
  'String as a function': handler('return String(ctx.a)'),
  'Array.isArray': handler('return Array.isArray(ctx.a)'),
  'Array.from': handler('return Array.from(ctx.a)'),
  'Object.fromEntries': handler('return Object.fromEntries(ctx.a)'),
  Map: handler('return new Map()'),
  Set: handler('return new Set(ctx.a)'),
  Promise: handler('return Promise.resolve(1)'),
  setTimeout: handler('setTimeout(() => 1, 10)'),
  fetch: handler("return fetch('https://example.org')"),
  crypto: handler('return crypto.randomUUID()'),
  process: handler('return process.env'),
  globalThis: handler('return globalThis'),
  eval: handler("return eval('1')"),
  Function: handler("return Function('return 1')()"),
  require: handler("return require('node:fs')"),
  encodeURIComponent: handler('return encodeURIComponent(ctx.a)'),
  padStart: handler("return ctx.a.padStart(3, '0')"),
  substring: handler('return ctx.a.substring(1)'),
  match: handler("return ctx.a.match('a')"),
  toFixed: handler('return ctx.a.toFixed(2)'),
  'hasOwnProperty of an object': handler("return ctx.hasOwnProperty('a')"),
  'keys of a list': handler('return ctx.a.keys()'),
  apply: handler('return ctx.a.apply(null, [])'),
  'sort by a function': handler('return ctx.a.sort((one, other) => one - other)'),
  'a function given to a function': 'function twice(f) { return f }\nexport const request = () => twice(() => 1)',
  'a named function given to a function':
    'const twice = (f) => f\nconst one = () => 1\nexport const request = () => twice(one)',
  recursion: 'function down(n) { return n > 0 ? down(n - 1) : 0 }\nexport const request = () => down(3)',
  'recursion by way of another':
    'function a(n) { return b(n) }\nfunction b(n) { return a(n) }\nexport const request = () => a(3)',
}

for (const [what, code] of Object.entries(refused)) {
  test(`${what} is refused, as AppSync would`, () => {
    const faults = checkCode(parseCode(code))
    assert.ok(faults.length > 0)
  })
}

const accepted: Readonly<Record<string, string>> = {
  'loops over lists and keys': handler(
    'let n = 0; for (const a of ctx.b) { n += a } for (const k in ctx.c) { if (k) { break } } return n',
  ),
  'methods of lists with functions': handler(
    'return ctx.a.filter((b) => b.c).map(({ d }) => d).reduce((e, f) => e + f, 0)',
  ),
  'fields that are called as built-in methods are': handler(
    'return { at: ctx.args.at, keys: ctx.args.keys, with: ctx.with }',
  ),
  'what the utils have': `import { util, runtime, extensions } from '@aws-appsync/utils'
import { get, put as write } from '@aws-appsync/utils/dynamodb'
import * as ddb from '@aws-appsync/utils/dynamodb'
const limit = 3
export function request(ctx) {
  if (ctx.args.id === null) runtime.earlyReturn({ limit })
  console.log(ctx.args, NaN, undefined)
  return ctx.args.all ? ddb.scan({ limit }) : get({ key: { id: ctx.args.id ?? util.autoId() } })
}
export const response = ({ result = {}, ...rest }, ...others) => {
  extensions.setSubscriptionFilter({ filterGroup: [] })
  return { ...result, rest, others, text: \`\${result.a}\`, write: write({ key: {}, item: {} }) }
}`,
  'functions of its own that are called':
    'const one = (a) => a + 1\nfunction two(b) { return one(one(b)) }\nexport { two as request }',
  'Math, Object, JSON': handler(
    'return [Math.max(1, 2), Math.floor(1.5), Object.keys(ctx), Object.hasOwn(ctx, "a"), JSON.stringify(ctx), Number.isNaN(1)]',
  ),
  switch: handler("switch (ctx.a) { case 1: return 'one'; default: return typeof ctx.a }"),
}

for (const [what, code] of Object.entries(accepted)) {
  test(`accepted: ${what}`, () => {
    assert.deepEqual(checkCode(parseCode(code)), [])
  })
}
