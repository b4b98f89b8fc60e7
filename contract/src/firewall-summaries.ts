/** What each rule of the web ACL is for, in plain words: the source of the English pages too. */
export const firewallSummaries = {
  'key-discovery': 'Always lets the public keys of sign-in through, so that no other rule can lock everyone out.',
  'allow-list': 'Lets the addresses of your allow list through, whatever the other rules say.',
  'block-list': 'Turns away the addresses of your block list.',
  'blocked-countries': 'Turns away visitors from the countries that you chose.',
  'requests-by-address': 'Slows an address down that asks more often than a whole school would.',
  'credentials-by-address': 'Slows an address down that tries passwords, sign-ups or resets again and again.',
  'body-size': 'Turns away what is larger than anything that members send.',
  'ip-reputation': 'Turns away addresses that are known for attacks.',
  'anonymous-ip': 'Turns away addresses that hide who they belong to.',
  common: 'Looks for common attacks in addresses, queries and headers: scripts, file paths, commands.',
  'known-bad-inputs': 'Looks for attempts on well-known flaws in other software.',
  sqli: 'Looks for SQL that someone tries to slip into the database.',
  'long-queries': 'Turns away queries that are longer than any page asks.',
  'attacks-in-bodies': 'Turns away attacks in what is sent, except where members write in their own words.',
  'attacks-beside-passwords': 'Looks for SQL beside a password, in fields that never hold any.',
} as const

export type SummarisedRule = keyof typeof firewallSummaries

export function isSummarised(rule: string): rule is SummarisedRule {
  return Object.hasOwn(firewallSummaries, rule)
}

export function summaryOf(rule: string): string {
  return isSummarised(rule) ? firewallSummaries[rule] : ''
}
