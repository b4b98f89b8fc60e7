import type { Context } from '../context.ts'
import type { Db } from '../database/database.ts'
import { deliverDueMails } from '../mail/delivery.ts'
import { type SmtpSettings, smtp } from '../mail/smtp.ts'
import { removeDueObjects } from '../pictures/removal.ts'
import { sweepPictures } from '../pictures/sweep.ts'
import { tellDueFacts } from '../publishing/fact-delivery.ts'
import { recordStorageDay } from '../storage/queries.ts'
import { openDispatcher } from '../webhooks/dispatcher.ts'
import { deleteExpired } from './cleaning.ts'
import { repeat } from './repeating.ts'

const cleaningIntervalMs = 10 * 60_000
const deliveryIntervalMs = 3_000
const webhookIntervalMs = 1_000
/** Whose session has ended loses its subscriptions within 5 s. */
const factIntervalMs = 1_000
/** What is deleted is to be gone within a minute. */
const removalIntervalMs = 2_000
const sweepIntervalMs = 60_000
const rotationIntervalMs = 60 * 60_000

/** What a replica does without being asked. @returns what ends it. */
export function startBackgroundWork(ctx: Context, settings: { smtp: SmtpSettings | undefined }): () => Promise<void> {
  const { db, identity, logger, origin } = ctx
  const dispatcher = openDispatcher(ctx)
  const cleaning = { name: 'cleaning', intervalMs: cleaningIntervalMs, run: () => clean(db) }
  const rotation = { name: 'key rotation', intervalMs: rotationIntervalMs, run: () => identity.rotateKeys() }
  const webhooks = { name: 'webhook delivery', intervalMs: webhookIntervalMs, run: () => dispatcher.dispatch() }
  const removal = { name: 'removal of objects', intervalMs: removalIntervalMs, run: () => removeDueObjects(ctx) }
  const sweep = { name: 'sweep of pictures', intervalMs: sweepIntervalMs, run: () => sweepPictures(ctx) }
  const stops = [cleaning, rotation, webhooks, removal, sweep].map((task) => repeat(task, logger))
  stops.push(() => dispatcher.stop())
  const { client } = ctx.publishing
  if (client !== undefined) {
    const run = () => tellDueFacts({ db, client, logger })
    stops.push(repeat({ name: 'telling the messaging tier', intervalMs: factIntervalMs, run }, logger))
  }
  if (settings.smtp !== undefined) {
    const send = smtp(settings.smtp, origin)
    const run = () => deliverDueMails(db, send, logger)
    stops.push(repeat({ name: 'mail delivery', intervalMs: deliveryIntervalMs, run }, logger))
  }
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
  }
}

async function clean(db: Db): Promise<void> {
  await recordStorageDay(db)
  await deleteExpired(db)
}
