/** What an expression says, before its placeholders are looked up. */
export type Segment =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'alias'; readonly alias: string }
  | { readonly kind: 'index'; readonly index: number }

export type Path = readonly Segment[]

export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly placeholder: string }
  | { readonly kind: 'size'; readonly path: Path }

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>='

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'compare'; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly operand: Operand; readonly choices: readonly Operand[] }
  | { readonly kind: 'attribute_exists' | 'attribute_not_exists'; readonly path: Path }
  | {
      readonly kind: 'attribute_type' | 'begins_with' | 'contains'
      readonly operand: Operand
      readonly argument: Operand
    }

export type UpdateOperand =
  | Operand
  | { readonly kind: 'if_not_exists'; readonly path: Path; readonly otherwise: UpdateOperand }
  | { readonly kind: 'list_append'; readonly first: UpdateOperand; readonly second: UpdateOperand }
  | { readonly kind: 'plus' | 'minus'; readonly left: UpdateOperand; readonly right: UpdateOperand }

export interface Update {
  readonly set: readonly { readonly path: Path; readonly value: UpdateOperand }[]
  readonly remove: readonly Path[]
  readonly add: readonly { readonly path: Path; readonly placeholder: string }[]
  readonly delete: readonly { readonly path: Path; readonly placeholder: string }[]
}
