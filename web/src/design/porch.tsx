import type { ReactNode } from 'react'
import './porch.css'

/** The porch, by day or by night as the theme is: a drawing for places where nothing is yet. */
export function Porch(): ReactNode {
  return (
    <svg className="porch" viewBox="0 0 320 190" aria-hidden="true">
      <g className="porch-day">
        <circle cx="44" cy="36" r="12" />
        <path d="M44 16v-6M44 56v6M24 36h-6M64 36h6M29.9 21.9l-4.2-4.2M58.1 50.1l4.2 4.2M29.9 50.1l-4.2 4.2M58.1 21.9l4.2-4.2" />
        <path d="M252 30c4-5 9-5 11 0 2-5 7-5 11 0M282 46c3-4 7-4 8.5 0 1.5-4 5.5-4 8.5 0" />
      </g>
      <g className="porch-night">
        <path d="M58 26a17 17 0 1 0 13 29 14 14 0 0 1-13-29z" />
        <path d="M28 30v6M25 33h6M96 22v5M93.5 24.5h5M268 24v6M265 27h6M292 58v5M289.5 60.5h5M30 84v5M27.5 86.5h5M246 46v4M244 48h4" />
      </g>
      <path className="porch-glow porch-night-fill" d="M205 98 176 150h58z" />
      <circle className="porch-halo" cx="205" cy="92" r="17" />
      <path className="porch-window" d="M96 96h26v24H96z" />
      <path className="porch-light" d="M200.5 86h9l-1.5 11h-6z" />
      <g className="porch-line">
        <path d="M46 74 160 26l114 48M46 74v6h228v-6M62 67.5h196" />
        <path d="M132 37.8V26h-12v16.9" />
        <path d="M68 80v70M74 80v70M246 80v70M252 80v70" />
        <path d="M66 84h10M66 146h10M244 84h10M244 146h10" />
        <path d="M140 150V92h32v58M144.5 96.5h23v18h-23zM156 96.5v18" />
        <path d="M167.5 125.5v.01" className="porch-knob" />
        <path d="M94 94h30v28H94zM109 94v28M94 108h30M91 122h36" />
        <path d="M205 80v4M200 86l5-3.6 5 3.6zM200.5 86l1.5 11h6l1.5-11M200.5 97h9" />
        <path d="M54 150h212v7H54z" />
        <path d="M134 157v7h48v-7M128 164v7h60v-7M122 171v7h72v-7" />
        <path d="M18 178h284" />
        <path d="M213 146c9 6 21 6 30 0M218 148.5l2-13.5h17l2 13.5M220 135l-4-25M236 127h-17.5M237 135v-8M218 118h-.5" />
        <path d="M84 138h16l-2.5 12h-11zM92 138c-1-7-6-9-9-14 6 1 9 5 9 10 0-7 3-11 9-13-1 6-5 9-9 17" />
        <path d="M34 178c-2-6-6-8-9-9M34 178c0-8 2-12 6-15M34 178c-1-6-1-11-3-16M284 178c2-6 5-8 9-9M284 178c0-7-2-11-5-14" />
      </g>
    </svg>
  )
}
