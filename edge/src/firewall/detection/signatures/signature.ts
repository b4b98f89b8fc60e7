import type { Family, Place } from '../findings.ts'
import type { Register } from '../wording.ts'

/** A rule that begins with a fixed word: the automaton finds all of them in one pass. */
export interface Signature {
  readonly rule: string
  readonly family: Family
  /** What a match stands for. */
  readonly attack: string
  /** In lower case, with single spaces. */
  readonly literals: readonly string[]
  /** Sticky and bounded: tried where a literal begins. */
  readonly confirm?: RegExp
  /** The literal is all there is. */
  readonly whole?: true
  readonly score: number
  /** The wordiest text in which it still counts; `sentence` unless told. */
  readonly upTo?: Register
  /** All unless told. */
  readonly places?: readonly Place[]
}
