import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { head, type LoadedFiles, loadFiles } from '../testing/code-files.ts'
import { newEffects, ResolverError } from './invocation.ts'
import type { Returned } from './load-code.ts'

/** What hides from the checks of the code is not there when it runs. */
const absent = [
  "''['padStart'](1)",
  "[]['at'](0)",
  "[]['toSorted']()",
  "({})['hasOwnProperty']('a')",
  "(1)['toFixed'](1)",
  "[]['constructor']['from']([])",
  "(() => 1)['constructor']('return 1')()",
  "(() => 1)['call'](1)",
  "[2, 1]['sort'](ctx.compare)",
]

const handler = (body: string) => `${head}export function request(ctx: any) { ${body} }`

const files: Readonly<Record<string, string>> = {
  ...Object.fromEntries(absent.map((expression, index) => [`absent-${index}.ts`, handler(`return ${expression}`)])),
  'shared.ts': 'export const twice = (n: number): number => n * 2',
  'effects.ts': `${head}import { twice } from './shared.ts'
export function request(ctx: { args: { n: number } }) {
  console.log('asked', ctx.args.n)
  util.appendError('half', 'Partial', { a: 1 }, { b: 2 })
  util.http.addResponseHeader('items', 7)
  extensions.setSubscriptionFilter({ filterGroup: [] })
  extensions.invalidateSubscriptions({ subscriptionField: 'onEntry', payload: { id: '1' } })
  return { payload: twice(ctx.args.n) }
}
export const response = (ctx: { result: unknown }) => ctx.result`,
  'error.ts': handler("util.error('no', 'NotFound', null, { advice: 'look again' })"),
  'denied.ts': handler('util.unauthorized()'),
  'early.ts': handler("runtime.earlyReturn({ a: 1 }, ctx.end ? { skipTo: 'END' } : undefined)"),
  'fault.ts': handler('return ctx.secret.name'),
  'growing.ts': handler('for (const one of ctx.list) ctx.list.push(one); return 1'),
  'null.ts': handler(
    'return [ctx.a === null, ctx.b === undefined, ctx.a !== null, null === ctx.a, ctx.c === null, ctx.c === 0]',
  ),
  'json.ts': handler("return [JSON.parse('{'), JSON.parse('[1]')[0]]"),
  'patterns.ts': handler(
    "return ['a.b.c'.replaceAll('\\\\.', '-'), 'aab'.replace('a+', 'x'), util.matches('a*b', 'aaab'), util.matches('a', 'aaab')]",
  ),
}

let loaded: LoadedFiles

before(async () => {
  loaded = await loadFiles(files)
})

function run(file: string, ctx: object = {}, effects = newEffects('Query', 'one')): Returned | undefined {
  return loaded.code.get(file)?.request?.(ctx, effects)
}

/** Without what tells objects of another context apart. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

for (const [index, expression] of absent.entries()) {
  test(`${expression} fails when it runs`, () => {
    assert.throws(() => run(`absent-${index}.ts`, { compare: () => 0 }), ResolverError)
  })
}

test('a resolver is run with what it imports, and says what it did besides', () => {
  const effects = newEffects('Query', 'one')
  assert.deepEqual(plain(run('effects.ts', { args: { n: 4 } }, effects)), { kind: 'returned', value: { payload: 8 } })
  assert.equal(loaded.code.get('effects.ts')?.response?.({ result: 'r' }, effects).value, 'r')
  assert.deepEqual(loaded.logged, ['asked', 4])
  const [appended] = effects.errors
  assert.deepEqual(plain([appended?.message, appended?.errorType, appended?.data]), ['half', 'Partial', { a: 1 }])
  assert.deepEqual(plain(effects.subscriptionFilter), { filterGroup: [] })
  assert.deepEqual(plain(effects.invalidations), [{ subscriptionField: 'onEntry', payload: { id: '1' } }])
  assert.deepEqual([...effects.responseHeaders], [['items', '7']])
})

test('an error ends a handler', () => {
  assert.throws(() => run('error.ts'), { message: 'no', errorType: 'NotFound' })
  assert.throws(() => run('denied.ts'), {
    message: 'Not Authorized to access one on type Query',
    errorType: 'Unauthorized',
  })
})

test('an early return ends a handler with a value', () => {
  assert.deepEqual(plain(run('early.ts')), { kind: 'early', value: { a: 1 }, skipTo: 'NEXT' })
  assert.deepEqual(plain(run('early.ts', { end: true })), { kind: 'early', value: { a: 1 }, skipTo: 'END' })
})

test('what code runs into says nothing of itself to callers', () => {
  assert.throws(() => run('fault.ts'), { message: 'Runtime Error', errorType: 'Code' })
  assert.match(String(loaded.faults.at(-1)), /reading 'name'/)
})

test('a loop that grows what it goes through ends', () => {
  assert.throws(() => run('growing.ts', { list: [1] }), { errorType: 'Code', message: 'Loops took too many turns' })
})

test('null and undefined are the same in comparisons with one of them', () => {
  assert.deepEqual(plain(run('null.ts', { b: null, c: 0 })?.value), [true, true, false, true, false, true])
})

test('JSON that is none is an empty text', () => {
  assert.deepEqual(plain(run('json.ts')?.value), ['', 1])
})

test('patterns are Java’s, and match the whole of a text', () => {
  assert.deepEqual(plain(run('patterns.ts')?.value), ['a-b-c', 'xb', true, false])
})

test('code that AppSync would refuse is not loaded, and all of its faults are told', async () => {
  const loading = loadFiles({
    'one.ts': 'export const request = () => Date.now()',
    'two.ts': 'export const request = () => { throw 1 }',
  })
  await assert.rejects(loading, /one\.ts, bundled, line \d: there is no global Date[\s\S]*two\.ts.*no throw/)
})

test('code that is too long once bundled is not loaded', async () => {
  const text = `export const request = () => '${'x'.repeat(40_000)}'`
  await assert.rejects(loadFiles({ 'one.ts': text }), /one\.ts has 400\d\d characters .* takes 32768/)
})
