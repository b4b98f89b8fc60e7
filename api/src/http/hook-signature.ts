import type { IncomingHttpHeaders } from 'node:http'
import { Webhook } from 'standardwebhooks'

/** A longer id is none of ours, and each is kept for days. */
const maxIdLength = 200

/**
 * The id of a webhook whose body is signed with one of the secrets and no more than five minutes old
 * (https://www.standardwebhooks.com); empty for any other.
 */
export function hookIdOf(headers: IncomingHttpHeaders, body: string | Buffer, secrets: readonly string[]): string {
  const id = single(headers['webhook-id'])
  const given = {
    'webhook-id': id,
    'webhook-timestamp': single(headers['webhook-timestamp']),
    'webhook-signature': single(headers['webhook-signature']),
  }
  if (Object.values(given).includes('') || id.length > maxIdLength) return ''
  return secrets.some((secret) => verifies(secret, body, given)) ? id : ''
}

function verifies(secret: string, body: string | Buffer, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(body, headers, { jsonParse: false })
    return true
  } catch {
    return false
  }
}

function single(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : ''
}
