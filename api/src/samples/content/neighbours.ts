export interface Neighbour {
  readonly handle: string
  readonly name: string
  readonly bio: string
  readonly joinedDaysAgo: number
}

/** Invented, as everything they write is. */
export const neighbours = [
  {
    handle: 'hedda_moss',
    name: 'Hedda Moss',
    bio: 'Keeps the key to the garden shed. Beans, bees and other people’s wheelbarrows.',
    joinedDaysAgo: 61,
  },
  {
    handle: 'anselm',
    name: 'Anselm Brückner',
    bio: 'Bäcker im Ruhestand. Steht trotzdem um vier auf.',
    joinedDaysAgo: 58,
  },
  {
    handle: 'pip_upstairs',
    name: 'Pip ✨🔭',
    bio: 'Third floor, the window with the telescope. If the hall light is off at midnight, that was me.',
    joinedDaysAgo: 55,
  },
  {
    handle: 'noor',
    name: 'نور الهدى',
    bio: 'أكتب عن القهوة والجيران والمطر. Sometimes in English too.',
    joinedDaysAgo: 52,
  },
  {
    handle: 'apfelwiese',
    name: 'Wilhelmina-Charlotte von der Apfelwiese-Hollerbach',
    bio: 'Der Name passt auf kein Klingelschild. Mina genügt.',
    joinedDaysAgo: 47,
  },
  {
    handle: 'two_wheels',
    name: 'Ferro Lindqvist',
    bio: 'Mends bicycles in the yard on Saturdays. Payment in cake.',
    joinedDaysAgo: 44,
  },
  {
    handle: 'juna_k',
    name: 'Juna Kesselring',
    bio: 'Studiert Wasserbau, wohnt mit einem Kater, der das lächerlich findet.',
    joinedDaysAgo: 40,
  },
  {
    handle: 'mateo_hums',
    name: 'Mateo Arriaga',
    bio: 'Choir on Tuesdays, plumbing the rest of the week 🎶🔧',
    joinedDaysAgo: 36,
  },
  {
    handle: 'shira_l',
    name: 'שירה לביא',
    bio: 'מלמדת ציור לילדים. Watercolours, mostly of rooftops.',
    joinedDaysAgo: 33,
  },
  {
    handle: 'sakura_3b',
    name: '小林 さくら',
    bio: 'Flat 3b. 味噌とピクルスを作っています。Jars to give away.',
    joinedDaysAgo: 29,
  },
  {
    handle: 'grandpa_otis',
    name: 'Otis',
    bio: 'My granddaughter set this up. I have lived on this street for fifty-one years and I remember the tram.',
    joinedDaysAgo: 24,
  },
  { handle: 'quiet_lane', name: 'Lane', bio: '', joinedDaysAgo: 12 },
  {
    handle: 'ida_new',
    name: 'Ida Vantongeren',
    bio: 'Just moved in at number nine. Reading along until I know who is who. The piano is mine; tell me when it is too late in the evening and I will stop.',
    joinedDaysAgo: 3,
  },
] as const satisfies readonly Neighbour[]

export type NeighbourHandle = (typeof neighbours)[number]['handle']
