import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { graphqlApi, graphqlLimits } from '@porchlight/system/graphql-api'
import { bundleCode } from './bundle-code.ts'
import { lintCode } from './lint-code.ts'

const { functions, resolvers, dataSources, schema } = graphqlApi
const files = new Set([...Object.values(functions), ...Object.values(resolvers)].map(({ code }) => code))

test('each resolver and function is within the size and the language that AppSync takes', async () => {
  await Promise.all(
    [...files].map(async (file) => {
      const code = await bundleCode(file)
      assert.ok(code.length <= graphqlLimits.codeCharacters, `${file} has ${code.length} characters`)
      assert.deepEqual(lintCode(code), [], file)
    }),
  )
})

test('each exports both handlers', async () => {
  await Promise.all(
    [...files].map(async (file) => {
      assert.match(await bundleCode(file), /export \{\s+request,\s+response\s+\}/, file)
    }),
  )
})

test('each pipeline has at most ten functions, and all that it names exist', () => {
  for (const [field, resolver] of Object.entries(resolvers)) {
    if (resolver.kind === 'unit') assert.ok(Object.hasOwn(dataSources, resolver.dataSource), field)
    else {
      assert.ok(resolver.functions.length <= graphqlLimits.functionsPerPipeline, field)
      for (const name of resolver.functions) assert.ok(Object.hasOwn(functions, name), `${field}: ${name}`)
    }
  }
})

test('each field that is asked for has a resolver, and there are no others', async () => {
  const text = await readFile(join(import.meta.dirname, '../../..', schema), 'utf8')
  const fields = ['Query', 'Mutation', 'Subscription'].flatMap((type) => {
    const block = text.split(`\ntype ${type} {\n`)[1]?.split('\n}\n')[0] ?? ''
    return [...block.matchAll(/^ {2}(\w+)(?=[(:]|$)/gm)].map(([, field]) => `${type}.${field}`)
  })
  assert.deepEqual(Object.keys(resolvers).toSorted(), fields.toSorted())
})
