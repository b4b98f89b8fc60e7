import { Resolver } from 'node:dns/promises'

/** All addresses of a name; none where there is no such name. */
export type Resolve = (name: string) => Promise<readonly string[]>

const attemptMs = 2_000
const noSuchName = ['ENOTFOUND', 'ENODATA', 'EBADNAME', 'EBADQUERY']

/**
 * Asks the name servers that the system names. Not by `lookup`, whose few threads password hashing needs: names that
 * never answer would hold them up.
 */
export const resolveByDns: Resolve = async (name) => {
  const resolver = new Resolver({ timeout: attemptMs, tries: 2 })
  const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
  const failed = answers.find((answer) => answer.status === 'rejected' && !noSuchName.includes(answer.reason?.code))
  if (addresses.length === 0 && failed?.status === 'rejected') throw failed.reason
  return addresses
}
