import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'

const Failure = z.object({ code: z.union([z.string(), z.number()]), stderr: z.string().default('') })

const run = promisify(execFile)

/** What a program of the machine printed. @throws {Refusal} with the end of what it said where it failed. */
export async function runProgram(program: string, words: readonly string[], advice: string): Promise<string> {
  try {
    const { stdout } = await run(program, [...words], { maxBuffer: 64_000_000 })
    return stdout
  } catch (error) {
    const failure = Failure.safeParse(error)
    if (!failure.success) throw error
    const { code, stderr } = failure.data
    const said = code === 'ENOENT' ? 'it is not installed' : stderr.trim().split('\n').slice(-5).join('\n')
    throw new Refusal(`${program} ${words[0]} failed: ${said}\n${advice}`)
  }
}
