/** As AppSync puts it into `errors`. */
export interface Fault {
  readonly errorType: string
  readonly message: string
  /** Of `connection_error` only. */
  readonly errorCode?: number
}

const missing = 'Required headers are missing.'

export const headersMissing: Fault = { errorType: 'UnauthorizedException', message: missing, errorCode: 400 }
export const noProtocol: Fault = {
  errorType: 'NoProtocolError',
  message: 'Offer the subprotocol graphql-ws.',
  errorCode: 400,
}
export const badProtocol: Fault = {
  errorType: 'UnsupportedProtocolError',
  message: 'The only subprotocol is graphql-ws.',
  errorCode: 400,
}

export const unauthorized = (message: string): Fault => ({ errorType: 'UnauthorizedException', message })
export const headersMissingOfStart: Fault = { errorType: 'UnauthorizedException', message: missing }

export const badRequest = (message: string): Fault => ({ errorType: 'BadRequestException', message })

export const unsupported = (what: string): Fault => ({
  errorType: 'UnsupportedOperation',
  message: `${what} not supported through the realtime channel`,
})

export const duplicated = (id: string): Fault => ({
  errorType: 'DuplicatedOperationError',
  message: `There is an operation ${id} on this connection already.`,
})

export const unknownOperation = (id: string): Fault => ({
  errorType: 'UnknownOperationError',
  message: `There is no operation ${id} on this connection.`,
})

export const maxSubscriptions = (limit: number): Fault => ({
  errorType: 'MaxSubscriptionsReachedError',
  message: `A connection has at most ${limit} subscriptions: stop one, or open another connection.`,
})

export const tooManyMessages: Fault = {
  errorType: 'LimitExceededError',
  message: 'Too many messages on this connection. Open it again, and send fewer at a time.',
}

export const tooManySelections: Fault = {
  errorType: 'LimitExceededError',
  message: 'Your subscriptions select too many different things. Stop some, or select the same in the same words.',
}

export const internal: Fault = {
  errorType: 'InternalFailure',
  message: 'The subscription could not be started. Try again.',
}
