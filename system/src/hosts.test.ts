import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canSplit, localHosts, publicApiOrigin } from './hosts.ts'

test('only split has a second public name, on the port and by the scheme of the first', () => {
  assert.equal(publicApiOrigin('path', 'https://porch.example'), 'https://porch.example')
  assert.equal(publicApiOrigin('proxy', 'http://localhost:8080'), 'http://localhost:8080')
  assert.equal(publicApiOrigin('split', 'https://porch.example'), 'https://api.porch.example')
  assert.equal(publicApiOrigin('split', `http://${localHosts.web}:8080`), `http://${localHosts.api}:8080`)
})

test('a name can be split when both names are of one site', () => {
  for (const name of [localHosts.web, 'porch.example', 'www.porch.example', 'xn--bcher-kva.example']) {
    assert.equal(canSplit(name), true, name)
  }
  for (const name of ['localhost', 'porch', '127.0.0.1', '[::1]', '192.0.2.7', '']) {
    assert.equal(canSplit(name), false, name)
  }
})
