export function request(ctx: { source: { name: string } }) {
  return { payload: ctx.source.name }
}

export function response() {
  return null
}
