import { extensions } from '@aws-appsync/utils'

export function request() {
  return { payload: null }
}

export function response() {
  extensions.setSubscriptionFilter({ filterGroup: [{ filters: [{ fieldName: 'id', operator: 'in', value: [] }] }] })
  return null
}
