import { util } from '@aws-appsync/utils'

export function request() {
  return util.unauthorized()
}

export function response() {
  return null
}
