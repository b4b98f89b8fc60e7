import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { readHistory } from './history.ts'

/** The shell's own limit on the size of a file, in KiB, stands in for a disk without room. */
const fileLimitKiB = 1

const append = `
  const { v7: uuidv7 } = await import(${JSON.stringify(import.meta.resolve('uuid'))})
  const { ChangeHistory } = await import(${JSON.stringify(join(import.meta.dirname, 'history.ts'))})
  const history = await ChangeHistory.open(process.argv[1])
  for (const length of [10, 2_000, 20]) {
    const change = { id: uuidv7(), at: new Date().toISOString(), actor: { kind: 'operator', name: 'ada' },
      note: 'n'.repeat(length), undoes: null, parts: [] }
    await history.append(change).then(() => console.log('kept'), (error) => console.log(error.code))
  }
  await history.close()
`

test('a change for which there is no room is refused, and the next one is whole', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-history-'))
  t.after(() => rm(directory, { recursive: true }))
  const path = join(directory, 'history')
  const shell = `ulimit -f ${fileLimitKiB}; exec "$0" --input-type=module -e "$1" "$2"`
  const { stdout } = await promisify(execFile)('bash', ['-c', shell, process.execPath, append, path])
  assert.deepEqual(stdout.trim().split('\n'), ['kept', 'EFBIG', 'kept'])
  assert.deepEqual(
    (await readHistory(path)).map(({ note }) => note.length),
    [10, 20],
  )
})
