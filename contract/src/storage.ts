import { z } from 'zod'

const Taken = z.object({ count: z.number().int(), bytes: z.number().int() })

/** What the place takes, and what it may take. */
export const Storage = z.object({
  /** As members uploaded them, or may still: what was granted is kept free. */
  originals: Taken,
  renders: Taken,
  /** Null while none are made. */
  backups: Taken.nullable(),
  database: z.object({ bytes: z.number().int() }),
  limits: z.object({
    /** Originals and renders, of everyone and of each member. */
    bytes: z.number().int(),
    bytesPerMember: z.number().int(),
    picturesPerHour: z.number().int(),
    picturesPerDay: z.number().int(),
  }),
  /** Otherwise each is deleted once its renders are there. */
  keepsOriginals: z.boolean(),
  /** Of the last 30 days those that are known, oldest first: what there was at the end of each. */
  days: z.array(
    z.object({
      day: z.iso.date(),
      originalBytes: z.number().int(),
      renderBytes: z.number().int(),
      databaseBytes: z.number().int(),
    }),
  ),
})
export type Storage = z.infer<typeof Storage>
