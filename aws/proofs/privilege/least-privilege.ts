import { type Finding, finding, type Proof, sawNone } from '../proof.ts'
import { type RoleGrants, roleGrants } from './grants.ts'
import { type Privileges, privileges } from './privileges.ts'

const name = 'least privilege'
const table = 'aws/proofs/privilege/privileges.ts'

/** Each role may do what the table says, no more and no less. */
export const leastPrivilege: Proof = {
  name,
  check(assembly) {
    const roles = roleGrants(assembly)
    if (roles.length === 0) return [sawNone(name, assembly, 'role')]
    return roles.flatMap((role) => {
      const wanted = privileges[role.name]
      if (wanted !== undefined) return judge(role, wanted)
      return [finding(name, role.located, `${table} does not say what the role ${role.name} may do`)]
    })
  },
}

function judge(role: RoleGrants, wanted: Privileges): Finding[] {
  const found = new Set(role.grants)
  const said = new Set(
    Object.entries(wanted.may).flatMap(([resource, actions]) => actions.map((action) => `${action} on ${resource}`)),
  )
  const managed = new Set(role.managed)
  const saidManaged = new Set(Object.keys(wanted.managed ?? {}))
  const says = [
    ...[...found.difference(said)].map((grant) => `may ${grant}, which ${table} does not say`),
    ...[...said.difference(found)].map((grant) => `may not ${grant}, which it needs`),
    ...[...managed.difference(saidManaged)].map((policy) => `has AWS's policy ${policy}, which ${table} does not say`),
    ...[...saidManaged.difference(managed)].map((policy) => `has not AWS's policy ${policy}, which it needs`),
    ...unreasoned(wanted).map((resource) => `may act on ${resource} without a reason in ${table}`),
  ]
  if (role.trusts.length !== 1 || role.trusts[0] !== wanted.trusts) {
    says.push(`can be taken by ${role.trusts.join(' and ') || 'nobody'}, and is for ${wanted.trusts}`)
  }
  return says.map((each) => finding(name, role.located, each))
}

/** A star that stands for everything; one at the end of a path stands for what is below it. */
function unreasoned({ may, because = {} }: Privileges): string[] {
  return Object.keys(may).filter((resource) => resource.startsWith('*') && because[resource] === undefined)
}
