/** What a brake changes of one thing, as it is read and written. */
export type Setting =
  | { readonly kind: 'service'; readonly name: string; readonly desiredCount: number }
  /** `undefined`: no reservation, so as many as the account lets. */
  | { readonly kind: 'function'; readonly name: string; readonly concurrency: number | undefined }
  /** Whether the rule stands first that answers every request with the page that says so. */
  | { readonly kind: 'web ACL'; readonly name: string; readonly closed: boolean }
  | { readonly kind: 'database'; readonly name: string; readonly running: boolean }

/** The community's own resources on AWS. Reading and writing one setting is one step; each may fail, and be done again. */
export interface Controls {
  /** In the order that the brake takes: first who comes in, last what is kept. */
  list(): Promise<readonly Setting[]>
  read(of: Setting): Promise<Setting>
  write(setting: Setting): Promise<void>
}

/** Where the brake remembers what there was before it, outside of what it stops. */
export interface Memory {
  load(): Promise<readonly Setting[] | undefined>
  /** Does nothing where there is something already: the first state saved is the one before the brake. */
  saveOnce(settings: readonly Setting[]): Promise<void>
  clear(): Promise<void>
}

/** With the brake on. */
export function braked(setting: Setting): Setting {
  switch (setting.kind) {
    case 'service':
      return { ...setting, desiredCount: 0 }
    case 'function':
      return { ...setting, concurrency: 0 }
    case 'web ACL':
      return { ...setting, closed: true }
    case 'database':
      return { ...setting, running: false }
  }
}

export function describe(setting: Setting): string {
  switch (setting.kind) {
    case 'service':
      return `service ${setting.name}: ${setting.desiredCount} tasks`
    case 'function':
      return `function ${setting.name}: ${setting.concurrency ?? 'any number of'} at once`
    case 'web ACL':
      return `web ACL ${setting.name}: ${setting.closed ? 'answers with the page that says so' : 'as configured'}`
    case 'database':
      return `database ${setting.name}: ${setting.running ? 'running' : 'stopped; AWS starts it again after 7 days'}`
  }
}
