import { rm } from 'node:fs/promises'
import { fastify } from 'fastify'
import pg from 'pg'
import { v7 } from 'uuid'
import { LimitPlan, type Recorded, type Statement } from './limit-plan.ts'

/**
 * What a route costs at the least: Fastify, the SQL that `api` was seen to send, prepared, and the answer it was seen to
 * give, written by `JSON.stringify`. Nobody is authenticated, nothing is validated, limited, logged or tagged.
 *
 * `limit-server.ts SOCKET`; the plan comes over the channel, and `listening` goes back.
 */
const [socketPath] = process.argv.slice(2)
const names = new Map<string, string>()

process.once('message', (message) => {
  serve(LimitPlan.parse(message)).then(
    () => process.send?.('listening'),
    (error: unknown) => {
      process.stderr.write(`The limit could not be served: ${error instanceof Error ? error.stack : String(error)}\n`)
      process.exit(1)
    },
  )
})
// The leash lets go of the channel; until there is a server it is all there is to wait for.
process.channel?.ref()

async function serve({ databaseUrl, maxConnections, routes }: LimitPlan): Promise<void> {
  if (socketPath === undefined) throw new Error('Say where to listen: limit-server.ts SOCKET')
  const pool = new pg.Pool({ connectionString: databaseUrl, max: maxConnections })
  const app = fastify()
  for (const route of routes) {
    const next = inTurn(route.recorded)
    const run = route.method === 'GET' ? read : write
    app.route({
      method: route.method,
      url: route.path,
      handler: async (_request, reply) => {
        const recorded = next()
        await run(pool, recorded)
        return reply.code(recorded.status).type('application/json; charset=utf-8').send(JSON.stringify(recorded.answer))
      },
    })
  }
  await rm(socketPath, { force: true })
  await app.listen({ path: socketPath })
}

function inTurn<Item>(items: readonly Item[]): () => Item {
  let index = 0
  return () => {
    const item = items[index % items.length]
    if (item === undefined) throw new Error('There is nothing to take a turn with')
    index += 1
    return item
  }
}

async function read(pool: pg.Pool, { statements }: Recorded): Promise<void> {
  for (const statement of statements) await pool.query(prepared(statement))
}

/** On one connection, as the statements may hold a transaction. */
async function write(pool: pg.Pool, { statements, fresh }: Recorded): Promise<void> {
  const replacements = fresh.map((text) => ({ text, by: v7() }))
  const renew = (value: unknown): unknown =>
    typeof value === 'string'
      ? replacements.reduce((renewed, { text, by }) => renewed.replaceAll(text, by), value)
      : value
  const client = await pool.connect()
  try {
    for (const { text, values } of statements) await client.query(prepared({ text, values: values.map(renew) }))
  } finally {
    client.release()
  }
}

function prepared({ text, values }: Statement): pg.QueryConfig {
  if (values.length === 0) return { text }
  const name = names.get(text) ?? `q${names.size}`
  names.set(text, name)
  return { name, text, values }
}
