import { FunctionName } from '@porchlight/contract/function-messages'
import type { FunctionHandler } from './function-handler.ts'
import { serveInvocations } from './worker/serve-invocations.ts'

/** On one machine: a process that runs one function for the function runner. Lambda loads the functions' own entries. */
async function main(): Promise<void> {
  const name = FunctionName.safeParse(process.argv[2])
  if (!name.success || process.send === undefined) {
    throw new Error(
      `The function runner starts this, over an IPC channel, with the function as argument: ${FunctionName.options.join(' or ')}.`,
    )
  }
  serveInvocations(await load(name.data))
}

async function load(name: FunctionName): Promise<FunctionHandler> {
  switch (name) {
    case 'process-image':
      return (await import('./process-image/main.ts')).handler
    case 'notify':
      return (await import('./notify/main.ts')).handler
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
