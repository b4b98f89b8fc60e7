import { GraphQLError, type SourceLocation } from 'graphql'
import type { GraphqlAnswer, GraphqlFault } from '../graphql-request.ts'
import { ResolverError } from '../runtime/invocation.ts'

/** A request that is none, as AppSync answers it. */
export function requestFault(errorType: string, message: string): GraphqlFault {
  return { path: null, data: null, errorType, errorInfo: null, locations: null, message }
}

export function refused(...errors: readonly GraphqlFault[]): GraphqlAnswer {
  return { data: null, errors }
}

export function locationsOf(locations: readonly SourceLocation[] | undefined): GraphqlFault['locations'] {
  return locations?.map(({ line, column }) => ({ line, column, sourceName: null })) ?? null
}

/** What went wrong while a field was resolved or its value written. */
export function executionFault(error: GraphQLError): GraphqlFault {
  const { originalError, path, locations, message } = error
  const place = { path: path ?? null, locations: locationsOf(locations) }
  if (originalError instanceof ResolverError) return { ...place, ...resolverFault(originalError) }
  const nothing = nonNullField.exec(message)
  if (nothing?.groups !== undefined) {
    return { ...place, ...plain(nonNullMessage(nothing.groups.parent, path), null), locations: null }
  }
  // What serialises does so of our own data: its message is for operators, but says only which type did not fit.
  return { ...place, ...plain(message, originalError instanceof GraphQLError || !originalError ? null : 'Code') }
}

export function resolverFault({ message, errorType, data, errorInfo }: ResolverError) {
  return { message, errorType, data, errorInfo }
}

function plain(message: string, errorType: string | null) {
  return { message, errorType, data: null, errorInfo: null }
}

const nonNullField = /^Cannot return null for non-nullable field (?<parent>\w+)\.\w+\.$/

function nonNullMessage(parent: string | undefined, path: GraphQLError['path']): string {
  return `Cannot return null for non-nullable type within parent '${parent}' (/${(path ?? []).join('/')})`
}
