/** What `npm run firewall -- --help` prints. */
export const helpText = `The firewall of this place.

  npm run firewall -- status                     its rules, and what they did in the last 24 hours
  npm run firewall -- log [--rule RULE] [--action BLOCK|COUNT|ALLOW] [--address RANGE] [--limit N] [--follow]
                                                 requests that a rule touched, newest first
  npm run firewall -- count RULE                 let a rule only count; sqli/SQLi_COOKIE is a rule inside a group
  npm run firewall -- block RULE                 let it block again
  npm run firewall -- block-address RANGE        put an address or a range (CIDR) on the block list
  npm run firewall -- allow-address RANGE        put it on the allow list
  npm run firewall -- remove-address RANGE       take it off both
  npm run firewall -- countries [DE FR ...]      turn these countries away, and no others; none: no country
  npm run firewall -- changes                    who changed what, newest first
  npm run firewall -- undo ID                    take a change back
  npm run firewall -- replay FILE [--overlay FILE | --web-acl FILE]
                                                 judge recorded requests (log records or a HAR file) anew
  npm run firewall -- export [--cloudformation]  the web ACL with your changes in it, as JSON

  --note TEXT    with a change: why, for whoever reads the changes
  --try          with a change: show what it would have done in the last 24 hours, and do not make it
  --json         print JSON, for programs

The data directory is PORCHLIGHT_DATA, by default ./data. Changes apply at once and need Porchlight to run; the other
commands read its files and work without. A file may be named relative to the repository.
Exit codes: 0 done, 1 refused or failed, 2 not understood, 3 Porchlight does not run.
`
