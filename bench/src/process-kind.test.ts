import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tierOf } from './process-kind.ts'

test('a Node process is named by the tier whose entry it runs', () => {
  assert.equal(tierOf('node\0--import\0file:///x/leash.ts\0/x/web/server/main.ts\0'), 'web')
  assert.equal(tierOf('node\0onebox/src/main.ts\0'), 'onebox')
  assert.equal(tierOf('node\0/x/onebox/src/functions/main.ts\0'), 'functions')
  assert.equal(tierOf('postgres\0-D\0/x\0'), undefined)
})
