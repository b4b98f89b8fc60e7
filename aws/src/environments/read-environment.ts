import { existsSync } from 'node:fs'
import { canSplit } from '@porchlight/system/hosts'
import { Refusal } from '../refusal.ts'
import { type Environment, nodeTypes, type Place, type Size } from './environment.ts'
import { large } from './large.ts'
import { medium } from './medium.ts'
import { small } from './small.ts'

export const sizes: readonly Size[] = [small, medium, large]

/** @throws {Refusal} of a name or a place that cannot be brought up, with every fault of the place at once. */
export function readEnvironment(name: string, place: Place): Environment {
  const size = sizes.find((each) => each.name === name)
  if (size === undefined) {
    const known = sizes.map((each) => each.name).join(', ')
    throw new Refusal(`There is no environment "${name}": choose one of ${known}.`)
  }
  const environment = { ...size, place }
  const faults = [...placeFaults(place), ...sizeFaults(size)]
  if (faults.length > 0) throw new Refusal(faults.join('\n'))
  return environment
}

function placeFaults({ account, region, domain, hostedZoneId, alertsEmail, release, functions }: Place): string[] {
  const faults: string[] = []
  if (!/^\d{12}$/.test(account)) faults.push(`account is "${account}": give the twelve digits of your AWS account.`)
  if (region !== 'us-east-1') {
    faults.push(`region is "${region}": use us-east-1, where CloudFront's certificate and billing alarms must be.`)
  }
  if (!canSplit(domain)) faults.push(`domain is "${domain}": give a name that you own, such as community.example.org.`)
  if (!/^Z[A-Z0-9]{1,31}$/.test(hostedZoneId)) {
    faults.push(
      `hostedZoneId is "${hostedZoneId}": give the id of the domain's zone in Route 53, such as Z0123456789ABC.`,
    )
  }
  if (!/^[^@\s]+@[^@\s]+$/.test(alertsEmail)) {
    faults.push(`alertsEmail is "${alertsEmail}": give an address that somebody reads; alarms go there.`)
  }
  if (!/^[\w][\w.-]{0,127}$/.test(release)) {
    faults.push(`release is "${release}": give the tag of the container images, such as 0.1.0.`)
  }
  if (!existsSync(functions)) {
    faults.push(`functions is "${functions}": give the directory that npm run bundle -w @porchlight/images wrote.`)
  }
  return faults
}

/** What AWS would only say when a task finds no node. */
export function sizeFaults({ name, nodes, web, api, database, natGateways, zones }: Size): string[] {
  const node = nodeTypes[nodes.instanceType]
  const perNode = node.interfaces - 1
  const faults: string[] = []
  for (const [service, tasks] of Object.entries({ web, api })) {
    if (tasks.min < 2)
      faults.push(`${name}: ${service}.min is ${tasks.min}: two tasks are the least that survive a zone.`)
    if (tasks.max < tasks.min) faults.push(`${name}: ${service}.max is ${tasks.max}: it must be at least ${tasks.min}.`)
    if (tasks.cpuUnits * perNode > node.cpuUnits || tasks.memoryMiB * perNode > node.memoryMiB) {
      faults.push(`${name}: ${perNode} tasks of ${service} do not fit a ${nodes.instanceType}: make them smaller.`)
    }
  }
  const atOnce = web.max + api.max
  if (atOnce > nodes.max * perNode) {
    const fix = `raise nodes.max to ${Math.ceil(atOnce / perNode)}, or take an instance type with more network interfaces`
    faults.push(`${name}: ${atOnce} tasks at most, but ${nodes.max} nodes of ${perNode} tasks each: ${fix}.`)
  }
  const duringDeploy = 2 * Math.max(web.min, api.min) + Math.min(web.min, api.min)
  if (duringDeploy > nodes.max * perNode) {
    faults.push(`${name}: a deploy needs room for ${duringDeploy} tasks: raise nodes.max from ${nodes.max}.`)
  }
  if (nodes.min < zones) faults.push(`${name}: nodes.min is ${nodes.min}: there are ${zones} zones, each needs a node.`)
  if (natGateways > zones)
    faults.push(`${name}: natGateways is ${natGateways}: at most one for each of ${zones} zones.`)
  if (database.maxStorageGiB < database.storageGiB * 1.1) {
    faults.push(
      `${name}: maxStorageGiB is ${database.maxStorageGiB}: storage grows from ${database.storageGiB} by 10% at least.`,
    )
  }
  return faults
}
