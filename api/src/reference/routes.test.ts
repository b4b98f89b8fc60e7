import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import { endpoints } from '@porchlight/contract/endpoints'
import { errors } from '@porchlight/contract/errors'
import { Validator } from '@seriousme/openapi-schema-validator'
import { html } from './markup.ts'
import { openapiDocument } from './openapi.ts'
import { referencePage } from './page.ts'
import { pagePolicy } from './routes.ts'
import { style } from './style.ts'

const reached = { apiOrigin: 'https://porch.example', sessionCookie: 'session' }

test('the document is OpenAPI 3.1 by an independent validator, and its references lead somewhere', async () => {
  const validator = new Validator()
  const result = await validator.validate(JSON.parse(JSON.stringify(openapiDocument(reached))))
  assert.ok(result.valid, JSON.stringify(result))
  assert.equal(validator.version, '3.1')
  validator.resolveRefs()
})

test('the document holds every endpoint once, under a name of its own', () => {
  const names = [...JSON.stringify(openapiDocument(reached)).matchAll(/"operationId":"(\w+)"/g)].map(([, name]) => name)
  assert.equal(names.length, Object.keys(endpoints).length)
  assert.equal(new Set(names).size, names.length)
})

test('the page explains every code where a problem document points', () => {
  const page = referencePage()
  for (const code of Object.keys(errors)) assert.equal(page.split(` id="${code}"`).length, 2, code)
})

test('every link within the page leads to one place', () => {
  const page = referencePage()
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(target), `#${target}`)
})

test('the page needs nothing that its policy forbids', () => {
  const page = referencePage()
  assert.doesNotMatch(page, /<script|<link|<img|<iframe| style=| on\w+=|https?:\/\//)
  const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text]) => text)
  assert.deepEqual(styles, [style])
  assert.ok(pagePolicy.includes(`'sha256-${hash('sha256', style, 'base64')}'`))
})

test('the page tells what must be sent from what may be', () => {
  const page = referencePage()
  const optional = (name: string) => page.includes(`<code>${name}</code> <span class="soft">optional</span>`)
  assert.deepEqual(['handle', 'postId', 'email', 'cursor', 'replyToId'].map(optional), [
    false,
    false,
    false,
    true,
    true,
  ])
})

test('values in markup are text, whatever they hold', () => {
  assert.equal(
    html`<p title="${'"&<>\''}">${'<script>'}</p>`.text,
    '<p title="&#34;&#38;&#60;&#62;&#39;">&#60;script&#62;</p>',
  )
})
