import { type SubmitEvent, useRef, useState } from 'react'
import { type ApiProblem, problemOfError } from '../client/problem.ts'

/** Messages by field. */
export type Faults<Field extends string> = Partial<Record<Field, string>>

interface FormOptions<Field extends string> {
  /** What is wrong before anything is sent; nothing: send. */
  readonly check: () => Faults<Field>
  readonly send: () => Promise<void>
  /** The fields at fault in what the server refused; the rest of its problem is shown above the button. */
  readonly faultsOf?: (problem: ApiProblem) => Faults<Field>
}

interface Form<Field extends string> {
  readonly faults: Faults<Field>
  readonly problem: ApiProblem | null
  readonly busy: boolean
  readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void
}

/** Checks, sends once, and takes the reader to the first field that needs them. */
export function useForm<Field extends string>({ check, send, faultsOf }: FormOptions<Field>): Form<Field> {
  const [faults, setFaults] = useState<Faults<Field>>({})
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const sending = useRef(false)

  function show(found: Faults<Field>, form: HTMLFormElement): void {
    setFaults(found)
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  }

  async function submit(form: HTMLFormElement): Promise<void> {
    if (sending.current) return
    setProblem(null)
    const found = check()
    show(found, form)
    if (Object.keys(found).length > 0) return
    sending.current = true
    setBusy(true)
    try {
      await send()
    } catch (error) {
      const refused = problemOfError(error)
      const found = faultsOf?.(refused) ?? {}
      show(found, form)
      // What the fields say need not be said twice.
      if (Object.keys(found).length === 0) setProblem(refused)
    } finally {
      sending.current = false
      setBusy(false)
    }
  }

  return {
    faults,
    problem,
    busy,
    onSubmit: (event) => {
      event.preventDefault()
      void submit(event.currentTarget)
    },
  }
}
