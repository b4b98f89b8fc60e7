import { request } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { type Picture, Pictures } from '@porchlight/contract/pictures'
import { Member } from '@porchlight/tests/system/member'
import { askForGrant, isDone } from '@porchlight/tests/system/pictures'
import { interrupted } from '../child.ts'
import type { RunningSystem } from '../running-system.ts'

/** As many as one request may ask for. */
const idsPerRequest = 20
/** An access token is good for ten minutes. */
const renewMs = 5 * 60_000

export interface Uploaded {
  readonly id: string
  /** When its last byte had been handed to the kernel, by `performance.now()`. */
  readonly lastByteAt: number
}

/** A member who uploads pictures and looks what becomes of them, as a page does. */
export class Uploader {
  readonly member: Member
  #renewedAt = performance.now()

  private constructor(member: Member) {
    this.member = member
  }

  static async enter({ place, output }: RunningSystem): Promise<Uploader> {
    const link = /\S+\/setup#token=\S+/.exec(output)?.[0]
    if (link === undefined) throw new Error(`No set-up link was printed:\n${output}`)
    return new Uploader(await Member.administrator(place.origin, link))
  }

  async upload(bytes: Buffer): Promise<Uploaded> {
    await this.#renew()
    const { picture, upload } = await askForGrant(this.member, bytes.length)
    return { id: picture.id, lastByteAt: await put(upload, bytes) }
  }

  async read(pictureIds: readonly string[]): Promise<readonly Picture[]> {
    await this.#renew()
    const found: Picture[] = []
    for (let start = 0; start < pictureIds.length; start += idsPerRequest) {
      const answer = await this.member.call(
        'GET',
        `/pictures?ids=${pictureIds.slice(start, start + idsPerRequest).join(',')}`,
      )
      if (answer.status !== 200) throw new Error(`Pictures were answered ${answer.status}: ${await answer.text()}`)
      found.push(...Pictures.parse(await answer.json()).items)
    }
    return found
  }

  /** Asks until every picture has come to its end. */
  async untilDone(pictureIds: readonly string[], everyMs: number): Promise<readonly Picture[]> {
    let waiting = pictureIds
    const done: Picture[] = []
    while (waiting.length > 0) {
      interrupted.throwIfAborted()
      const pictures = await this.read(waiting)
      done.push(...pictures.filter(isDone))
      waiting = pictures.filter((picture) => !isDone(picture)).map(({ id }) => id)
      if (waiting.length > 0) await delay(everyMs)
    }
    return done
  }

  async #renew(): Promise<void> {
    if (performance.now() - this.#renewedAt < renewMs) return
    this.#renewedAt = performance.now()
    await this.member.signIn()
  }
}

function put(grant: { url: string; headers: Readonly<Record<string, string>> }, bytes: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let lastByteAt = 0
    const outgoing = request(grant.url, { method: 'PUT', headers: grant.headers, agent: false }, (response) => {
      response.resume().on('end', () => {
        if (response.statusCode === 200) resolve(lastByteAt)
        else reject(new Error(`An upload was answered ${response.statusCode}`))
      })
    })
    outgoing.on('finish', () => {
      lastByteAt = performance.now()
    })
    outgoing.on('error', reject)
    outgoing.end(bytes)
  })
}
