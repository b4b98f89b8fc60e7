import type { OversizeHandling } from '@porchlight/system/web-acl/fields'

/** A part of a request as a statement sees it, its transformations applied. */
export interface FieldView {
  readonly texts: readonly FieldText[]
  /** The part is larger than what is inspected, or cannot be parsed, and the statement says what that means. */
  readonly verdict: 'MATCH' | 'NO_MATCH' | undefined
}

export interface FieldText {
  readonly text: string
  /** Of the header, cookie, argument or JSON pointer. */
  readonly name: string | undefined
}

export const absent: FieldView = { texts: [], verdict: undefined }

/** `CONTINUE` looks at what there is; the others conclude from the size alone. */
export function oversizeVerdict(handling: OversizeHandling | undefined, oversize: boolean): FieldView['verdict'] {
  return oversize && handling !== undefined && handling !== 'CONTINUE' ? handling : undefined
}
