import { askForPeople, type HttpContext, type PeopleStash, takePeople } from '../shared/people.ts'

export function request(ctx: HttpContext<PeopleStash>) {
  return askForPeople(ctx)
}

export function response(ctx: HttpContext<PeopleStash>): unknown {
  return takePeople(ctx)
}
