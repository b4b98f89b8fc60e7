import type { ReactNode } from 'react'

const shapes = {
  home: 'M4 11.2 12 4.5l8 6.7M6 9.8V19.5h4.5v-5.5h3v5.5H18V9.8',
  community: 'M4 19.5V9.5L8.5 6 13 9.5v10zM13 12h7v7.5H4M7.3 19.5v-4h2.4v4M7.5 11.3h2M16 15.5h1.5',
  people:
    'M9 11.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6zM3 19.5c.3-3.5 2.6-5.5 6-5.5s5.7 2 6 5.5M15.7 5.3a3.2 3.2 0 0 1 0 6M17.5 14.4c2.1.7 3.3 2.5 3.5 5.1',
  person: 'M12 12a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4zM5 20c.4-3.7 3.1-5.8 7-5.8s6.6 2.1 7 5.8',
  write: 'M5 19l.8-3.8L16.3 4.7a1.8 1.8 0 0 1 2.6 0l.4.4a1.8 1.8 0 0 1 0 2.6L8.8 18.2zM14.3 6.7l3 3',
  settings:
    'M4 7h9M17.5 7H20M4 17h2.5M11 17h9M15.2 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM8.8 19.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  key: 'M14.5 13.5a4.5 4.5 0 1 0-4.2-2.9L4 17v3h3.5v-2.2h2.2v-2.2h1.7l1.5-1.7c.5.1 1 .2 1.6.2zM15.8 8.2v.01',
  reply: 'M20 11.5c0 3.9-3.6 7-8 7-1 0-2-.2-2.9-.5L4.5 19.5l1.3-3.6A6.4 6.4 0 0 1 4 11.5c0-3.9 3.6-7 8-7s8 3.1 8 7z',
  heart:
    'M12 19.5S4.5 15 4.5 9.7A4 4 0 0 1 8.5 5.5c1.5 0 2.8.8 3.5 2 .7-1.2 2-2 3.5-2a4 4 0 0 1 4 4.2C19.5 15 12 19.5 12 19.5z',
  link: 'M10.5 13.5a3.6 3.6 0 0 0 5.1 0l2.8-2.8a3.6 3.6 0 0 0-5.1-5.1L12 6.9M13.5 10.5a3.6 3.6 0 0 0-5.1 0l-2.8 2.8a3.6 3.6 0 0 0 5.1 5.1l1.3-1.3',
  trash: 'M5 7h14M10 7V4.8h4V7M7 7l.8 12.5h8.4L17 7M10.3 10.5v5.5M13.7 10.5v5.5',
  search: 'M11 17a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM15.5 15.5 20 20',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.5 10 17.5 19.5 7',
  back: 'M19 12H5M11 6l-6 6 6 6',
  forward: 'M5 12h14M13 6l6 6-6 6',
  plus: 'M12 5.5v13M5.5 12h13',
  minus: 'M5.5 12h13',
  picture:
    'M4.5 6.5a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2zM4.8 17l4.4-4.6 3.3 3.2 2.6-2.4 4.2 4M15.3 9.6a1.1 1.1 0 1 0 0-2.2 1.1 1.1 0 0 0 0 2.2z',
  camera: 'M4 8.5h3.6L9.2 6h5.6l1.6 2.5H20v10H4zM12 16.4a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z',
  eye: 'M3 12s3.3-6 9-6 9 6 9 6-3.3 6-9 6-9-6-9-6zM12 14.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4z',
  calendar: 'M5 6.5h14v13H5zM5 10.5h14M8.5 4.5v4M15.5 4.5v4',
  door: 'M6 20V4.5h9V20M15 7h3.5v13M4 20h16M12.2 12.2v.01',
  messages:
    'M4.5 5h11a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1-1.5 1.5H9l-3.5 3V14h-1A1.5 1.5 0 0 1 3 12.5v-6A1.5 1.5 0 0 1 4.5 5zM19.5 9.5A1.5 1.5 0 0 1 21 11v5.5a1.5 1.5 0 0 1-1.5 1.5h-1v2.5L15 18h-3.5',
  answer: 'M10 7.5 4.5 12.5l5.5 5v-3.2c4.5 0 7.5 1 9.5 3.7-.5-5-3.5-7.9-9.5-8.3z',
  smile: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM8.6 14c.8 1.4 2 2.1 3.4 2.1s2.6-.7 3.4-2.1M9.3 9.8v.01M14.7 9.8v.01',
  send: 'M4.5 5.5 20 12 4.5 18.5 7 12zM7 12h6',
  more: 'M6 12.7a.7.7 0 1 0 0-1.4.7.7 0 0 0 0 1.4zM12 12.7a.7.7 0 1 0 0-1.4.7.7 0 0 0 0 1.4zM18 12.7a.7.7 0 1 0 0-1.4.7.7 0 0 0 0 1.4z',
  copy: 'M9 8.5h9.5v11H9zM6 15.5H5.5v-11H15V5.5',
  flag: 'M6 20.5V4.5M6 5.5c4-2 7 2 12 0v8.5c-5 2-8-2-12 0',
  down: 'M12 5v14M6 13l6 6 6-6',
  muted: 'M9.5 18.5a2.6 2.6 0 0 0 5 0M6.5 15.5V11a5.5 5.5 0 0 1 8.8-4.4M17.5 11v4.5l1.5 1.5H9M4.5 4.5l15 15',
  retry: 'M19 12a7 7 0 1 1-2.2-5.1M19.5 4v4h-4',
} as const

export type IconName = keyof typeof shapes

/** They point along the line of reading. */
const directed: ReadonlySet<IconName> = new Set(['back', 'forward'])

/** Decoration only: whatever it stands for is said in words beside it or in the control's label. */
export function Icon({ name, size = 24 }: { name: IconName; size?: number }): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d={shapes[name]} className={directed.has(name) ? 'icon-directed' : undefined} />
    </svg>
  )
}
