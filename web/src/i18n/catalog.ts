import type { ProblemCode } from '../client/problem.ts'
import type { en } from './en.ts'

export type MessageKey = keyof typeof en

/** Every language has every message, and one for every fault of the contract: a missing one is a type error. */
export type Catalog = Readonly<Record<MessageKey | `problem.${ProblemCode}`, string>>

type Words = Readonly<Record<string, string>>

type Named<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never

type PlaceholdersOf<Text extends string> = Text extends `${infer Before}{${infer Name}, plural,${string}`
  ? Name | Named<Before>
  : Named<Text>

/** The values that a text needs; none for most. */
type ValuesIn<Text extends string> = [PlaceholdersOf<Text>] extends [never]
  ? []
  : [values: Readonly<Record<PlaceholdersOf<Text>, string | number>>]

export type ValuesOf<Key extends MessageKey> = ValuesIn<(typeof en)[Key]>

/** The messages that say the same whatever the values. */
export type PlainKeyOf<Catalogued extends Words> = {
  [Key in keyof Catalogued]: ValuesIn<Catalogued[Key]> extends [] ? Key : never
}[keyof Catalogued]

export type PlainKey = PlainKeyOf<typeof en>

/** Words that a page brings along have the same translator as those that every page has. */
export type TranslateOf<Catalogued extends Words> = <Key extends keyof Catalogued & string>(
  key: Key,
  ...values: ValuesIn<Catalogued[Key]>
) => string

export type Translate = TranslateOf<typeof en>
