import type { Endpoint } from '@porchlight/runtime/endpoint'

/** What the supervisor starts, in as many replicas as configured. */
export interface Program {
  readonly name: string
  /** The file that Node runs. */
  readonly entry: string
  readonly replicas: number
  /** Each replica has a slot of its own, from 1 on; one more than the replicas can be so that they can be rolled. */
  readonly slots: number
  readonly endpoint: (slot: number) => Endpoint
  /** Absent: ready when it accepts connections. */
  readonly readyPath: string | undefined
  /** Answers 200 as long as the program is not stuck; absent where nobody asks. */
  readonly livePath?: string
  readonly environment: Readonly<Record<string, string>>
  readonly needsDatabase: boolean
  /** 0 to 19: how far it yields the processor to the others. */
  readonly niceness: number
  /** The front is stopped first, so that nothing comes in while services finish what they have. */
  readonly role: 'front' | 'service'
  /** How its processes are replaced: a successor beside each, or by itself when it is sent SIGHUP. */
  readonly roll: 'replica' | 'itself'
}
