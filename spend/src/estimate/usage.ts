import { z } from 'zod'

const amount = z.number().finite().nonnegative()

/** What a community does. A day's figures are of one member who is there that day. */
export const Usage = z.strictObject({
  members: amount,
  /** Of the members, on a day. */
  dailyActiveShare: amount.max(1).default(0.2),
  requests: amount.default(100),
  kibPerRequest: amount.default(20),
  posts: amount.default(0.5),
  pictures: amount.default(0.1),
  mibPerPicture: amount.default(4),
  pictureViews: amount.default(20),
  kibPerPictureView: amount.default(80),
  /** GraphQL queries and mutations. */
  operations: amount.default(8),
  messages: amount.default(4),
  /** Messages and notices that reach an open page. */
  updates: amount.default(7),
  connectedMinutes: amount.default(20),
  logKibPerRequest: amount.default(3.4),
  /** How long what was posted has been kept. */
  monthsKept: amount.default(12),
})
export type Usage = z.infer<typeof Usage>

/** What is wrong with the usage, the templates or the prices that an estimate is made of. */
export class EstimateFault extends Error {
  override readonly name = 'EstimateFault'
}

/** @throws {EstimateFault} naming every figure that is unknown, negative or none. */
export function readUsage(value: unknown): Usage {
  const parsed = Usage.safeParse(value)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `unknown: ${issue.keys.join(', ')}`
      : `${issue.path.join('.')}: ${issue.message}`,
  )
  throw new EstimateFault(`The usage cannot be used: ${faults.join('; ')}.`)
}

const daysAMonth = 30
const million = 1_000_000

/** What a month of that use asks of the system. Each grows with every figure of the usage. */
export function demandOf(usage: Usage) {
  const visits = usage.members * usage.dailyActiveShare * daysAMonth
  const requests = visits * usage.requests
  const pictures = visits * usage.pictures
  return {
    requests: requests / million,
    trafficGb: (requests * usage.kibPerRequest) / 1024 ** 2,
    operations: (visits * usage.operations) / million,
    updates: (visits * usage.updates) / million,
    connectedMinutes: (visits * usage.connectedMinutes) / million,
    messages: (visits * usage.messages) / million,
    pictures,
    // Original and renders.
    pictureGb: (pictures * usage.mibPerPicture * 1.5) / 1024,
    pictureTrafficGb: (visits * usage.pictureViews * usage.kibPerPictureView) / 1024 ** 2,
    logsGb: (requests * usage.logKibPerRequest) / 1024 ** 2,
    postsGb: (visits * usage.posts * 2) / 1024 ** 2,
    monthsKept: usage.monthsKept,
  }
}
export type Demand = ReturnType<typeof demandOf>
