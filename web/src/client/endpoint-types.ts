import type { EndpointName, Endpoints } from '@porchlight/contract/endpoints'
import type { z } from 'zod'

export type { EndpointName }

type Part<Endpoint, Name extends string> = Endpoint extends { readonly [Key in Name]: infer Schema extends z.ZodType }
  ? z.input<Schema>
  : undefined

type ParamsOf<Endpoint> = Part<Endpoint, 'params'>
type QueryOf<Endpoint> = Part<Endpoint, 'query'>
type BodyOf<Endpoint> = Part<Endpoint, 'body'>

/** What a caller gives: the parts that the endpoint takes, no others. */
export type CallOptions<Name extends EndpointName> = {
  signal?: AbortSignal
  idempotencyKey?: string
} & (ParamsOf<Endpoints[Name]> extends undefined ? { params?: never } : { params: ParamsOf<Endpoints[Name]> }) &
  (QueryOf<Endpoints[Name]> extends undefined ? { query?: never } : { query?: QueryOf<Endpoints[Name]> }) &
  (BodyOf<Endpoints[Name]> extends undefined ? { body?: never } : { body: BodyOf<Endpoints[Name]> })

export type Answer<Name extends EndpointName> = Endpoints[Name] extends {
  readonly response: infer Schema extends z.ZodType
}
  ? z.output<Schema>
  : undefined

export type Call = <Name extends EndpointName>(
  name: Name,
  ...options: Record<never, never> extends CallOptions<Name>
    ? [options?: CallOptions<Name>]
    : [options: CallOptions<Name>]
) => Promise<Answer<Name>>
