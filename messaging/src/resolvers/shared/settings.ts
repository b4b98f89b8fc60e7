export interface SettingsArguments {
  readonly input: {
    readonly conversationId: string
    readonly mutedUntil?: string | null
    readonly archived?: boolean | null
    readonly request?: boolean | null
  }
}
