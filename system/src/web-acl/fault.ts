export interface RuleFault {
  /** The rule's name, or that of the IP set or pattern set at fault. */
  readonly rule: string
  readonly reason: string
}

/** A firewall that must not be put to use: every fault at once, each with the name of its rule. */
export class FirewallFault extends Error {
  readonly faults: readonly RuleFault[]

  constructor(faults: readonly RuleFault[]) {
    super(faults.map(({ rule, reason }) => `${rule}: ${reason}`).join('\n'))
    this.name = 'FirewallFault'
    this.faults = faults
  }
}
