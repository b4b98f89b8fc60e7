import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export const repository = fileURLToPath(new URL('../../', import.meta.url))

/** Runs a program in the repository's root, its output on ours; resolves with its exit code. */
export async function run(program: string, args: readonly string[], environment = process.env): Promise<number> {
  const child = spawn(program, args, { cwd: repository, env: environment, stdio: ['ignore', 'inherit', 'inherit'] })
  const [code] = await once(child, 'exit')
  return typeof code === 'number' ? code : 1
}

export interface Step {
  readonly title: string
  readonly program: string
  readonly args: readonly string[]
}

/** Runs steps in turn and ends with the first that fails. */
export async function runInTurn(steps: readonly Step[], environment?: NodeJS.ProcessEnv): Promise<void> {
  for (const { title, program, args } of steps) {
    const startedAt = performance.now()
    const code = await run(program, args, environment)
    if (code !== 0) {
      console.error(`\n${title}: failed (exit code ${code})`)
      process.exit(code)
    }
    console.log(`${title}: done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  }
}
