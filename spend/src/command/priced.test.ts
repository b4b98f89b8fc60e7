import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { referenceStacks } from '../estimate/reference-stacks.ts'
import type { Template } from '../estimate/template.ts'
import { CommandFault } from './command-fault.ts'
import { runCommand } from './run.ts'

let directory: string
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'porchlight-estimate-'))
})
after(() => rm(directory, { recursive: true }))

async function run(words: string): Promise<{ readonly printed: string; readonly fault?: CommandFault }> {
  const printed: string[] = []
  try {
    await runCommand(words.split(' '), (text) => printed.push(text))
  } catch (fault) {
    assert.ok(fault instanceof CommandFault)
    return { printed: printed.join('\n'), fault }
  }
  return { printed: printed.join('\n') }
}

async function written(name: string, templates: readonly Template[], system = 'porchlight'): Promise<string> {
  const to = join(directory, name)
  await mkdir(to)
  for (const [index, template] of templates.entries()) {
    await writeFile(join(to, `${system}-${index}.template.json`), JSON.stringify(template))
  }
  return to
}

test('a directory of templates is priced as the stacks that it holds', async () => {
  const small = await written('small', referenceStacks('small'))
  const own = await run(`estimate --env small --templates ${small}`)
  const reference = await run('estimate --env small')
  const total = /total .*/
  assert.deepEqual(own.printed.match(total)?.[0], reference.printed.match(total)?.[0])
  assert.match(own.printed, /A further 1,000 members: \d/)
  assert.match(own.printed, /medium .*[\s\S]*topology split/)
})

test('a deploy within its limit passes, one above it is refused with exit code 3', async () => {
  assert.match((await run('gate --env small')).printed, /within its limit of 240/)
  const { fault } = await run('gate --env small --members 1000000')
  assert.equal(fault?.exitCode, 3)
  assert.match(fault?.message ?? '', /above its limit of 240/)
})

test('the gate shows what a change adds', async () => {
  const [from, to] = [await written('from', referenceStacks('small')), await written('to', referenceStacks('medium'))]
  const { printed } = await run(`gate --env medium --members 10 --before ${from} --templates ${to}`)
  assert.match(printed, /network, NAT: \+65\.70 USD a month[\s\S]*together: \+/)
})

test('what would be billed after destroy is named with exit code 4', async () => {
  assert.match((await run('teardown --env large')).printed, /nothing is billed/)
  const Resources = { Pictures: { Type: 'AWS::S3::Bucket', Properties: {}, DeletionPolicy: 'Retain' } }
  const kept = await written('kept', [{ Resources }])
  const { fault } = await run(`teardown --templates ${kept}`)
  assert.equal(fault?.exitCode, 4)
  assert.match(fault?.message ?? '', /Pictures: AWS::S3::Bucket stays/)
})

test('what cannot be priced is refused by name, and nothing is printed', async () => {
  await writeFile(join(directory, 'usage.json'), '{"members": 5, "likes": 1, "pictures": -2}')
  const other = await written('other', [{ Resources: {} }], 'shop')
  for (const [words, reason] of [
    [`estimate --usage ${directory}/usage.json`, /likes[\s\S]*pictures|pictures[\s\S]*likes/],
    [`estimate --usage ${directory}/none.json`, /cannot be read/],
    ['estimate --members many', /members/],
    ['estimate --env huge', /choose of small/],
    [`estimate --templates ${directory}/none`, /no templates in/],
    [`estimate --templates ${other}`, /shop-0\.template\.json is of another system/],
  ] as const) {
    const { printed, fault } = await run(words)
    assert.equal(printed, '')
    assert.match(fault?.message ?? '', reason)
  }
})
