import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'

function outputOf(program: string): string[] {
  const module = JSON.stringify(new URL('./logger.ts', import.meta.url).href)
  const code = `import { createAccessLog, createLogger } from ${module};${program}`
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' })
  return output.split('\n').filter((line) => line !== '')
}

test('a line about a request has the form of every other line', () => {
  const [line = '', other = ''] = outputOf(
    `createAccessLog('edge', 'info')({ path: '/"', status: 200, client: undefined }); createLogger('edge', 'info').info('x')`,
  ).sort((one, two) => two.length - one.length)
  const { time, ...rest }: Record<string, unknown> = JSON.parse(line)
  assert.deepEqual(rest, { level: 'info', tier: 'edge', msg: 'request', path: '/"', status: 200 })
  assert.match(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  assert.deepEqual(Object.keys(JSON.parse(other)).sort(), ['level', 'msg', 'tier', 'time'])
})

test('no line about a request is lost when the process leaves', () => {
  const lines = outputOf(
    `const log = createAccessLog('edge', 'info'); for (let index = 0; index < 500; index += 1) log({ index }); process.exit(0)`,
  )
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).index),
    Array.from({ length: 500 }, (_, index) => index),
  )
})

test('nothing is written about requests where only warnings are wanted', () => {
  assert.deepEqual(outputOf(`createAccessLog('edge', 'warn')({ path: '/' })`), [])
})
