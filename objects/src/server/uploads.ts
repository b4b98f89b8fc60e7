import { access, statfs } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { BodyStalledError, BrokenOffError, RequestBody } from '@porchlight/runtime/request-body'
import type { UploadTerms } from '../disk/grants.ts'
import { hasCode } from '../disk/has-code.ts'
import type { StagedObject } from '../disk/staged-object.ts'
import { refuse } from './refusal.ts'
import type { ObjectsTier } from './tier.ts'
import { checkTerms, type GrantedUpload } from './upload-terms.ts'

/** The database lies on the same disk and must not run out of it. */
const minFreeBytes = 200_000_000

class UploadTooSlow extends Error {
  override readonly name = 'UploadTooSlow'
}

/** @throws {RequestRefused} */
export async function receiveUpload(
  tier: ObjectsTier,
  upload: GrantedUpload,
  exchange: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const { request, response } = exchange
  const terms = checkTerms(upload, request.headers, tier.signer)
  await checkPlace(tier, terms)
  const staged = await stage(tier, terms, new RequestBody(request, response))
  await complete(tier, staged)
  response.writeHead(200, { etag: staged.properties.etag, 'content-length': 0, 'cache-control': 'no-store' }).end()
}

/** What can be known before a byte is read. */
async function checkPlace({ layout }: ObjectsTier, { key, contentLength }: UploadTerms): Promise<void> {
  const taken = await access(layout.pathOf(key)).then(
    () => true,
    () => false,
  )
  if (taken) refuseSecond()
  const { bavail, bsize } = await statfs(layout.staging)
  if (bavail * bsize < minFreeBytes + contentLength) refuseFull()
}

async function stage(tier: ObjectsTier, terms: UploadTerms, body: RequestBody): Promise<StagedObject> {
  const timer = setTimeout(() => body.destroy(new UploadTooSlow()), tier.uploadTimes.limitMs)
  try {
    return await tier.steps.stage({ ...terms, body })
  } catch (error) {
    if (error instanceof BodyStalledError || error instanceof UploadTooSlow) {
      refuse(408, 'The upload came too slowly. Try it again over a better connection: nothing of it was kept.', {
        connection: 'close',
      })
    }
    if (error instanceof BrokenOffError) refuse(400, 'The upload broke off before its end. Send all of it again.')
    if (hasCode(error, 'ENOSPC', 'EDQUOT')) refuseFull()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

async function complete({ steps }: ObjectsTier, staged: StagedObject): Promise<void> {
  const event = await steps.spool(staged)
  if (await steps.publish(staged)) return steps.announce(event)
  await steps.retract(event)
  refuseSecond()
}

function refuseSecond(): never {
  refuse(
    412,
    'This picture has already been uploaded, so the first upload counts. Ask for a grant of its own for another.',
  )
}

function refuseFull(): never {
  refuse(507, 'The disk of this place is nearly full. Tell an administrator; what is there already stays.')
}
