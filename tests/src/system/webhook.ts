import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type PictureEvent, pictureHookPath } from '@porchlight/contract/picture-events'
import { Webhook } from 'standardwebhooks'

/** Sends what the image function would, signed by https://www.standardwebhooks.com with the place's own secret. */
export async function sendPictureEvent(
  { data, origin }: { data: string; origin: string },
  { id, event, secret }: { id: string; event: PictureEvent; secret?: string },
): Promise<number> {
  const key = secret ?? (await readFile(join(data, 'secrets/hook-secret'), 'utf8')).trim()
  const sentAt = new Date()
  const body = JSON.stringify(event)
  const answer = await fetch(`${origin}${pictureHookPath}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
      'webhook-signature': new Webhook(`whsec_${Buffer.from(key).toString('base64')}`).sign(id, sentAt, body),
    },
    body,
  })
  await answer.arrayBuffer()
  return answer.status
}
