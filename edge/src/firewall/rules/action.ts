import type { CustomResponse, RuleAction } from '@porchlight/system/web-acl/statements'
import type { CustomResponseBody, WebAcl } from '@porchlight/system/web-acl/web-acl'
import type { z } from 'zod'
import type { BlockResponse } from '../evaluator.ts'

/** What a rule does with a request that matches. */
export type CompiledAction = PassingAction | RefusingAction

export interface PassingAction {
  readonly kind: 'ALLOW' | 'COUNT'
  /** Name, value, name, value. */
  readonly insertHeaders: readonly string[]
}

export interface RefusingAction {
  readonly kind: 'BLOCK' | 'CAPTCHA' | 'CHALLENGE'
  readonly response: BlockResponse
}

const contentTypes: Readonly<Record<z.infer<typeof CustomResponseBody>['ContentType'], string>> = {
  TEXT_PLAIN: 'text/plain; charset=utf-8',
  TEXT_HTML: 'text/html; charset=utf-8',
  APPLICATION_JSON: 'application/json',
}

/** What AWS answers whoever carries no token of a solved puzzle; on one machine nobody does. */
const captcha: RefusingAction = {
  kind: 'CAPTCHA',
  response: { status: 405, headers: [['x-amzn-waf-action', 'captcha']], body: undefined },
}
const challenge: RefusingAction = {
  kind: 'CHALLENGE',
  response: { status: 202, headers: [['x-amzn-waf-action', 'challenge']], body: undefined },
}

type Fault = (reason: string) => void

export function compileAction(
  action: RuleAction,
  bodies: WebAcl['CustomResponseBodies'],
  fault: Fault,
): CompiledAction {
  if ('Captcha' in action) return captcha
  if ('Challenge' in action) return challenge
  if ('Block' in action) return compileBlock(action.Block.CustomResponse, bodies, fault)
  const handling = 'Allow' in action ? action.Allow : action.Count
  const headers = handling.CustomRequestHandling?.InsertHeaders ?? []
  const insertHeaders = headers.flatMap(({ Name, Value }) => [insertedName(Name, fault), Value])
  return { kind: 'Allow' in action ? 'ALLOW' : 'COUNT', insertHeaders }
}

export function compileBlock(
  custom: CustomResponse | undefined,
  bodies: WebAcl['CustomResponseBodies'],
  fault: Fault,
): RefusingAction {
  if (custom === undefined) return { kind: 'BLOCK', response: { status: 403, headers: [], body: undefined } }
  const { ResponseCode: status, ResponseHeaders = [], CustomResponseBodyKey: key } = custom
  const found = key === undefined ? undefined : bodies?.[key]
  if (key !== undefined && found === undefined) fault(`there is no custom response body ${key}`)
  for (const { Name, Value } of ResponseHeaders) if (!isHeader(Name, Value)) fault(`${Name} is not a valid header`)
  return {
    kind: 'BLOCK',
    response: {
      status,
      headers: ResponseHeaders.map(({ Name, Value }) => [Name, Value] as const),
      body: found && { contentType: contentTypes[found.ContentType], content: found.Content },
    },
  }
}

/** AWS puts this in front, so that a rule can never replace a header of the client's. */
function insertedName(name: string, fault: Fault): string {
  if (!isHeader(name, '')) fault(`${name} is not a header name`)
  return `x-amzn-waf-${name.toLowerCase()}`
}

function isHeader(name: string, value: string): boolean {
  return /^[-!#$%&'*+.^_`|~\w]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
}
