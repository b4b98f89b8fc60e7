import type { ProblemCode } from '../client/problem.ts'
import type { en } from './en.ts'

export type MessageKey = keyof typeof en

/** Every language has every message, and one for every fault of the contract: a missing one is a type error. */
export type Catalog = Readonly<Record<MessageKey | `problem.${ProblemCode}`, string>>

type Named<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never

type PlaceholdersOf<Text extends string> = Text extends `${infer Before}{${infer Name}, plural,${string}`
  ? Name | Named<Before>
  : Named<Text>

/** The values that a message needs; none for most. */
export type ValuesOf<Key extends MessageKey> = [PlaceholdersOf<(typeof en)[Key]>] extends [never]
  ? []
  : [values: Readonly<Record<PlaceholdersOf<(typeof en)[Key]>, string | number>>]

/** The messages that say the same whatever the values. */
export type PlainKey = { [Key in MessageKey]: ValuesOf<Key> extends [] ? Key : never }[MessageKey]

export type Translate = <Key extends MessageKey>(key: Key, ...values: ValuesOf<Key>) => string
