import { FunctionProcess, type FunctionProgram } from './function-process.ts'
import type { Outcome } from './outcome.ts'

/**
 * Processes of one function: as many as invocations at a time, each kept for the next until none came for a while. The
 * last one stays, as with one provisioned execution environment of Lambda: loading takes longer than a small picture.
 */
export class ProcessPool {
  readonly #program: FunctionProgram
  readonly #idleMs: number
  #processes: FunctionProcess[] = []
  readonly #leaving = new Map<FunctionProcess, NodeJS.Timeout>()
  #invocations = 0

  constructor(program: FunctionProgram, idleMs: number) {
    this.#program = program
    this.#idleMs = idleMs
  }

  get processes(): readonly FunctionProcess[] {
    return this.#living()
  }

  async invoke(event: unknown): Promise<Outcome> {
    const process = this.#idle() ?? this.#start()
    clearTimeout(this.#leaving.get(process))
    this.#invocations += 1
    const outcome = await process.invoke(String(this.#invocations), event)
    this.#leaveLater(process)
    return outcome
  }

  /** Loads the one that stays, where there is none yet. */
  warm(): void {
    if (this.#living().length === 0) this.#start()
  }

  /** Those that work end where they are. */
  kill(): void {
    for (const process of this.#living()) process.kill()
    for (const timer of this.#leaving.values()) clearTimeout(timer)
  }

  #start(): FunctionProcess {
    const process = new FunctionProcess(this.#program)
    this.#processes.push(process)
    return process
  }

  #idle(): FunctionProcess | undefined {
    return this.#living().find((process) => !process.busy)
  }

  #living(): readonly FunctionProcess[] {
    this.#processes = this.#processes.filter((process) => process.alive)
    return this.#processes
  }

  #leaveLater(process: FunctionProcess): void {
    clearTimeout(this.#leaving.get(process))
    this.#leaving.delete(process)
    if (!process.alive) return
    const timer = setTimeout(() => this.#dismiss(process), this.#idleMs)
    this.#leaving.set(process, timer.unref())
  }

  #dismiss(process: FunctionProcess): void {
    this.#leaving.delete(process)
    if (this.#living().length === 1) return
    this.#processes = this.#processes.filter((one) => one !== process)
    process.dismiss()
  }
}
