import type { AddressListName } from '../sources.ts'

/** Managed rules that are lists of addresses, and the operator's list that stands for each. */
export const addressRules: Readonly<Record<string, AddressListName>> = {
  AWSManagedIPReputationList: 'reputation',
  AWSManagedReconnaissanceList: 'reconnaissance',
  AWSManagedIPDDoSList: 'ddos',
  AnonymousIPList: 'anonymous',
  HostingProviderIPList: 'hosting',
}
