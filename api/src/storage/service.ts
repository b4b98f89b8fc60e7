import type { Storage } from '@porchlight/contract/storage'
import type { Context } from '../context.ts'
import { selectStorageDays, selectTotals } from './queries.ts'

export async function readStorage({ db, pictures }: Context): Promise<Storage> {
  const [totals, days] = await Promise.all([selectTotals(db), selectStorageDays(db)])
  const { perHour, perDay, bytesPerMember, bytes } = pictures.limits
  return {
    originals: { count: totals.originals, bytes: totals.original_bytes },
    renders: { count: totals.renders, bytes: totals.render_bytes },
    backups: null,
    database: { bytes: totals.database_bytes },
    limits: { bytes, bytesPerMember, picturesPerHour: perHour, picturesPerDay: perDay },
    keepsOriginals: pictures.keepsOriginals,
    days: days.map((row) => ({
      day: row.day,
      originalBytes: row.original_bytes,
      renderBytes: row.render_bytes,
      databaseBytes: row.database_bytes,
    })),
  }
}
