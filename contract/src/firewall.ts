import { z } from 'zod'
import { Id, Instant, singleLine } from './fields.ts'
import { FirewallAction, FirewallLogRecord, RuleMatchDetail } from './firewall-log.ts'
import { PageQuery, pageOf } from './page.ts'
import { addressRangePattern, limits } from './text.ts'

/** What operators see of the firewall and do with it: spoken by the edge on its control socket, and by `api` under `/admin`. */

/** `sqli` is a rule of the web ACL, `sqli/SQLi_BODY` one inside its managed group. */
export const FirewallRuleName = z.string().regex(/^[\w-]{1,128}(\/[\w-]{1,128})?$/, 'is not the name of a rule')

/** What an operator may set a rule to. */
export const SwitchedAction = z.enum(['BLOCK', 'COUNT'])
export type SwitchedAction = z.infer<typeof SwitchedAction>

/** An address, or a range of them in CIDR notation. */
export const AddressRange = z
  .string()
  .regex(addressRangePattern, 'is not an address like 192.0.2.7 or a range like 192.0.2.0/24')

export const CountryCode = z.string().regex(/^[A-Z]{2}$/, 'is not a country code of two capital letters, such as DE')

export const AddressList = z.enum(['block', 'allow'])
export type AddressList = z.infer<typeof AddressList>

export const Note = singleLine({ min: 0, max: limits.firewallNoteGraphemes })

/** What becomes of the addresses named: `true` puts one on the list, `false` takes it off. */
const addressChanges = z.record(AddressRange, z.boolean())

/** A change as it is asked for: what is not named stays (as RFC 7396 merges), so asking twice changes nothing more. */
export const FirewallPatch = z.strictObject({
  /** By rule; `null` leaves it to the document again. */
  actions: z.record(FirewallRuleName, SwitchedAction.nullable()).optional(),
  block: addressChanges.optional(),
  allow: addressChanges.optional(),
  /** All of them. */
  blockedCountries: z.array(CountryCode).max(250).optional(),
  /** Takes back what this change did, unless it was changed again since. */
  undo: Id.optional(),
  /** Why, for whoever reads the changes. */
  note: Note.optional(),
})
export type FirewallPatch = z.infer<typeof FirewallPatch>

/** Who changed something: a member on the Firewall page, or whoever has the machine, by the name of their user there. */
export const FirewallActor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('administrator'), id: Id, name: z.string() }),
  z.object({ kind: z.literal('operator'), name: z.string() }),
])
export type FirewallActor = z.infer<typeof FirewallActor>

/** One thing that a change changed. */
export const FirewallChangePart = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('action'),
    rule: z.string(),
    /** `null`: as the document says. */
    before: SwitchedAction.nullable(),
    after: SwitchedAction.nullable(),
  }),
  z.object({
    kind: z.literal('address'),
    list: AddressList,
    range: z.string(),
    before: z.enum(['listed', 'absent']),
    after: z.enum(['listed', 'absent']),
  }),
  z.object({ kind: z.literal('countries'), before: z.array(z.string()), after: z.array(z.string()) }),
])
export type FirewallChangePart = z.infer<typeof FirewallChangePart>

export const FirewallChange = z.object({
  id: Id,
  at: Instant,
  actor: FirewallActor,
  note: z.string(),
  /** The change that this one took back. */
  undoes: Id.nullable(),
  parts: z.array(FirewallChangePart),
})
export type FirewallChange = z.infer<typeof FirewallChange>

/** As lists show it. */
export const ListedFirewallChange = FirewallChange.extend({ undone: z.boolean() })
export type ListedFirewallChange = z.infer<typeof ListedFirewallChange>

const hits = { blocked: z.int(), counted: z.int(), allowed: z.int() }
export const RuleHits = z.object(hits)
export type RuleHits = z.infer<typeof RuleHits>

/** How often a rule had its way in the last 24 hours. */
const ruleInForce = {
  name: z.string(),
  action: FirewallAction,
  documentAction: FirewallAction,
  /** Whether an operator may set it to Block or Count. */
  switchable: z.boolean(),
  hits: RuleHits,
}

export const InnerRule = z.object(ruleInForce)
export type InnerRule = z.infer<typeof InnerRule>

export const FirewallRule = z.object({
  ...ruleInForce,
  /** In English; what the pages say of rules that they know is in the reader's language. */
  summary: z.string(),
  capacityUnits: z.int(),
  /** Blocked and counted in each of the last 24 hours, the present one last. */
  hours: z.array(z.int()),
  /** What a managed group is made of. */
  rules: z.array(InnerRule),
})
export type FirewallRule = z.infer<typeof FirewallRule>

export const ListedAddress = z.object({
  list: AddressList,
  range: z.string(),
  /** `document`: it stands in `system/` and is changed there. */
  source: z.enum(['document', 'overlay']),
  note: z.string(),
  addedAt: Instant.nullable(),
  addedBy: z.string().nullable(),
})
export type ListedAddress = z.infer<typeof ListedAddress>

/** Something an operator should know; `detail` says which, in English. */
export const FirewallNotice = z.object({
  kind: z.enum(['data_missing', 'overlay_refused', 'overlay_in_part', 'records_dropped', 'counts_loading']),
  detail: z.string(),
})
export type FirewallNotice = z.infer<typeof FirewallNotice>

export const FirewallState = z.object({
  webAcl: z.string(),
  capacityUnits: z.int(),
  /** In the last 24 hours. */
  requests: RuleHits,
  hours: z.array(z.object({ at: Instant, blocked: z.int(), counted: z.int() })),
  rules: z.array(FirewallRule),
  addresses: z.array(ListedAddress),
  blockedCountries: z.array(z.string()),
  notices: z.array(FirewallNotice),
})
export type FirewallState = z.infer<typeof FirewallState>

export const FirewallRecordQuery = PageQuery.extend({
  rule: FirewallRuleName.optional(),
  action: FirewallAction.optional(),
  address: AddressRange.optional(),
})
export type FirewallRecordQuery = z.infer<typeof FirewallRecordQuery>

/** A rule that had its way with a request, and what in the request it matched. */
export const RuleMatch = z.object({ rule: z.string(), action: FirewallAction, details: z.array(RuleMatchDetail) })
export type RuleMatch = z.infer<typeof RuleMatch>

/** `matches` reads the record's several lists as one: the rule that ended it first, then those that counted. */
export const FirewallRecordItem = z.object({ id: z.string(), matches: z.array(RuleMatch), record: FirewallLogRecord })
export type FirewallRecordItem = z.infer<typeof FirewallRecordItem>
export const FirewallRecordPage = pageOf(FirewallRecordItem)
export type FirewallRecordPage = z.infer<typeof FirewallRecordPage>
export const FirewallChangePage = pageOf(ListedFirewallChange)
export type FirewallChangePage = z.infer<typeof FirewallChangePage>

const outcome = z.object({ action: FirewallAction, rule: z.string().nullable() })

export const ReplayExample = z.object({
  at: Instant,
  clientIp: z.string(),
  country: z.string(),
  method: z.string(),
  /** Path and query, secrets redacted. */
  target: z.string(),
  before: outcome,
  after: outcome,
  matches: z.array(RuleMatchDetail),
})
export type ReplayExample = z.infer<typeof ReplayExample>

const affected = z.object({ requests: z.int(), addresses: z.int() })

/** What a changed firewall would have made of recorded requests. */
export const ReplayReport = z.object({
  requests: z.int(),
  addresses: z.int(),
  from: Instant.nullable(),
  to: Instant.nullable(),
  newlyBlocked: affected,
  newlyAllowed: affected,
  /** Those whose counts differ. */
  rules: z.array(z.object({ name: z.string(), before: RuleHits, after: RuleHits })),
  /** Of requests that end otherwise; a few of each kind. */
  examples: z.array(ReplayExample),
  /** What the recording cannot tell. */
  limits: z.array(z.enum(['touched_only', 'no_bodies', 'no_addresses', 'rates_not_judged', 'most_recent_only'])),
})
export type ReplayReport = z.infer<typeof ReplayReport>
