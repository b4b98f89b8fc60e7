import assert from 'node:assert/strict'
import { test } from 'node:test'
import { realtimeUrlOf } from './connect.ts'

test('the sockets of a place of its own are under its own name', () => {
  assert.equal(realtimeUrlOf(new URL('http://localhost:8080/graphql')), 'ws://localhost:8080/graphql/realtime')
  assert.equal(realtimeUrlOf(new URL('https://porch.example/graphql')), 'wss://porch.example/graphql/realtime')
})

test('the sockets of AppSync’s own names have a host of their own', () => {
  assert.equal(
    realtimeUrlOf(new URL('https://abc.appsync-api.eu-central-1.amazonaws.com/graphql')),
    'wss://abc.appsync-realtime-api.eu-central-1.amazonaws.com/graphql',
  )
})
