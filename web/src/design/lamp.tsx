import type { ReactNode } from 'react'

/** `faint`: for a while after someone left; `glowing`: something is new. */
export type Light = 'off' | 'faint' | 'lit' | 'glowing'

/** The porch lamp: lit when someone is here. Decoration; what it says is said in words beside it. */
export function Lamp({ light, size = 28 }: { light: Light; size?: number }): ReactNode {
  return (
    <svg className={`lamp lamp-${light}`} viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <circle className="lamp-halo" cx="16" cy="18" r="13.5" />
      <circle className="lamp-glow" cx="16" cy="18" r="9.5" />
      <path className="lamp-glass" d="M11.1 12h9.8l-1.5 11.2h-6.8z" />
      <path className="lamp-flame" d="M16 14.4c1.5 1.7 2.1 2.9 2.1 4.1a2.1 2.1 0 0 1-4.2 0c0-1.2.6-2.4 2.1-4.1z" />
      <path
        className="lamp-frame"
        d="M16 2.2v2.6M9.2 11.2 16 4.8l6.8 6.4zM8.6 11.4h14.8M11.1 12l1.5 11.2h6.8L20.9 12M11.4 23.4h9.2l.8 2.2H10.6zM16 25.8v2"
      />
    </svg>
  )
}
