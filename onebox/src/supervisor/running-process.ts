export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** One start of a program. */
export interface RunningProcess {
  readonly pid: number
  readonly exited: Promise<Exit>
  /** Resolves to true once it takes requests, to false when it ended before. */
  ready(): Promise<boolean>
  /** Resolves once it hangs: it runs and does not answer any more. Absent where that is not asked. */
  hangs?(): Promise<void>
  signal?(name: NodeJS.Signals): void
  /** Asks it to stop, kills it after `limitMs`, and resolves when it is gone. */
  stop(limitMs: number): Promise<void>
  /** What it wrote last, oldest first. */
  lastLines(): readonly string[]
}

/** Starts a program once; the signal aborts what is still under way. */
export type Launch = (signal: AbortSignal) => Promise<RunningProcess>

export function exitText({ code, signal }: Exit): string {
  return signal === null ? `exit code ${code}` : signal
}
