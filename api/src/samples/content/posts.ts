import type { DrawingName } from '../drawings.ts'
import { bread, garden, sky } from './long-posts.ts'
import type { NeighbourHandle } from './neighbours.ts'
import { partyReplies } from './party.ts'

export interface SampleReply {
  readonly by: NeighbourHandle
  readonly minutesLater: number
  readonly text: string
  readonly likes?: number
  readonly replies?: readonly SampleReply[]
}

export interface SamplePicture {
  readonly drawing: DrawingName
  readonly altText: string
}

export interface SamplePost {
  readonly by: NeighbourHandle
  readonly hoursAgo: number
  readonly text: string
  /** How many of the others like it. */
  readonly likes: number
  readonly pictures?: readonly SamplePicture[]
  readonly replies?: readonly SampleReply[]
}

/** Newest first, as the timeline shows them. */
export const samplePosts: readonly SamplePost[] = [
  {
    by: 'anselm',
    hoursAgo: 0.7,
    pictures: [{ drawing: 'bread', altText: 'Zwei dampfende Brotlaibe auf einer Fensterbank' }],
    text: 'Heute sind es zwei Laibe zu viel geworden. Sie liegen im Treppenhaus auf der Fensterbank, noch warm. Wer zuerst kommt, mahlt zuerst.',
    likes: 7,
    replies: [
      { by: 'juna_k', minutesLater: 6, text: 'Einer ist schon weg. Ich war es. Danke!', likes: 3 },
      { by: 'mateo_hums', minutesLater: 17, text: 'I smelled it through two closed doors.', likes: 4 },
    ],
  },
  {
    by: 'shira_l',
    hoursAgo: 2.3,
    pictures: [{ drawing: 'roofs', altText: 'גגות בצבע אפרסק מול שמי בוקר' }],
    text: 'בוקר טוב לרחוב שלנו 🌤️ הגגות היום בצבע של אפרסק.',
    likes: 5,
  },
  {
    by: 'hedda_moss',
    hoursAgo: 4.1,
    text: 'The water is on again in the garden. Left tap drips, right tap behaves. Please close both as if you meant it.',
    likes: 6,
    replies: [
      {
        by: 'mateo_hums',
        minutesLater: 22,
        text: 'I have a washer for the left one. Tomorrow, before the choir.',
        likes: 5,
      },
      { by: 'hedda_moss', minutesLater: 31, text: 'You are a treasure. There will be rhubarb.', likes: 2 },
    ],
  },
  {
    by: 'pip_upstairs',
    hoursAgo: 9.5,
    pictures: [{ drawing: 'saturn', altText: 'Saturn with its ring above the lit windows of the street' }],
    text: 'Saturn. Roof. Ten o’clock. Bring socks.',
    likes: 9,
  },
  {
    by: 'juna_k',
    hoursAgo: 21,
    pictures: [
      { drawing: 'cat', altText: 'Ein grauer Kater mit einer weißen Pfote sitzt bei Sonnenuntergang auf einer Mauer' },
    ],
    text: 'Hat jemand Kasimir gesehen? Grau getigert, weiße Pfote vorne links, Blick wie ein Steuerprüfer. Seit gestern Abend nicht nach Hause gekommen. 🐈',
    likes: 4,
    replies: [
      {
        by: 'grandpa_otis',
        minutesLater: 14,
        text: 'Grey fellow with one white glove? He was on the wall behind the old tram depot at breakfast, looking down on everybody.',
        likes: 3,
        replies: [
          {
            by: 'juna_k',
            minutesLater: 5,
            text: 'That is exactly him. On my way!',
            replies: [
              {
                by: 'two_wheels',
                minutesLater: 20,
                text: 'He has moved on to my yard. He is asleep in a front basket and I do not dare to turn the wheel.',
                likes: 8,
                replies: [
                  {
                    by: 'juna_k',
                    minutesLater: 12,
                    text: 'Gefunden! He let himself be carried home like a king. Danke euch allen. ❤️',
                    likes: 10,
                    replies: [
                      {
                        by: 'anselm',
                        minutesLater: 40,
                        text: 'Für den König: ein Schälchen Sahne auf der Fensterbank.',
                        likes: 4,
                      },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        by: 'hedda_moss',
        minutesLater: 25,
        text: 'I will leave the shed door ajar, he likes the seed sacks.',
        likes: 2,
      },
    ],
  },
  {
    by: 'noor',
    hoursAgo: 27,
    pictures: [{ drawing: 'rain', altText: 'فنجان قهوة يتصاعد منه البخار أمام نافذة ممطرة' }],
    text: 'أول مطر بعد أسبوعين. فتحت النافذة وتركت القهوة تبرد، ولم أندم. ☕️🌧️',
    likes: 6,
    replies: [
      { by: 'shira_l', minutesLater: 33, text: 'Same rain, other side of the courtyard. I painted it.', likes: 4 },
    ],
  },
  { by: 'two_wheels', hoursAgo: 33, text: 'Brakes squeal because they are lonely. Bring them on Saturday.', likes: 5 },
  {
    by: 'hedda_moss',
    hoursAgo: 50,
    pictures: [{ drawing: 'party', altText: 'Two strings of coloured lanterns over tables in the street at dusk' }],
    text: 'Street party, second Saturday of next month. The permit is in my hand and the lanterns are in my cellar. Who brings what? Answer here, so that we do not end up with nine potato salads again.',
    likes: 11,
    replies: partyReplies,
  },
  {
    by: 'sakura_3b',
    hoursAgo: 55,
    pictures: [{ drawing: 'jars', altText: 'Six jars of plum pickles on a shelf, with golden lids' }],
    text: 'Plum pickles are ready 🫙 Six jars outside 3b. Please bring the jars back; last year only the lids came home.',
    likes: 6,
  },
  {
    by: 'grandpa_otis',
    hoursAgo: 72,
    text: 'Hello. Is this the button?',
    likes: 10,
    replies: [
      { by: 'pip_upstairs', minutesLater: 3, text: 'That was the button 🎉', likes: 6 },
      { by: 'grandpa_otis', minutesLater: 9, text: 'Then good evening to all of you.', likes: 9 },
    ],
  },
  {
    by: 'anselm',
    hoursAgo: 96,
    text: bread,
    likes: 8,
    replies: [
      { by: 'sakura_3b', minutesLater: 44, text: 'Does it work with barley, too?', likes: 1 },
      { by: 'anselm', minutesLater: 70, text: 'Mit einem Drittel Gerste: ja, und es duftet nach Heu.', likes: 3 },
    ],
  },
  {
    by: 'apfelwiese',
    hoursAgo: 101,
    text: 'Der Aufzug kann wieder bis in den vierten. Bis in den fünften möchte er noch überzeugt werden.',
    likes: 3,
  },
  {
    by: 'mateo_hums',
    hoursAgo: 120,
    text: 'Choir news: we have nine altos and one tenor. The tenor is me and I have a cold. If you can hum and count to four, Tuesday, seven, the room above the laundry. 🎶',
    likes: 4,
    replies: [
      {
        by: 'ida_new',
        minutesLater: 2_900,
        text: 'I can count to four and there is a piano. May I come and listen first?',
        likes: 5,
      },
      {
        by: 'mateo_hums',
        minutesLater: 2_930,
        text: 'Come and sing first. Listening is for the second visit.',
        likes: 4,
      },
    ],
  },
  {
    by: 'pip_upstairs',
    hoursAgo: 144,
    text: sky,
    likes: 9,
    replies: [
      {
        by: 'grandpa_otis',
        minutesLater: 50,
        text: 'In 1986 we all stood on the depot roof for the comet. Nobody saw it. It was a fine night.',
        likes: 11,
      },
    ],
  },
  {
    by: 'juna_k',
    hoursAgo: 168,
    pictures: [{ drawing: 'boot', altText: 'Ein roter Gummistiefel vor einem Gartenzaun' }],
    text: 'Fundstück am Bach: ein einzelner roter Gummistiefel, Größe 24. Er wartet am Gartenzaun auf seinen Menschen. 👢',
    likes: 5,
    replies: [{ by: 'apfelwiese', minutesLater: 95, text: 'Der gehört zu Nummer 14! Ich klingle mal.', likes: 2 }],
  },
  {
    by: 'shira_l',
    hoursAgo: 190,
    text: 'Painting for children on Thursday, 16:00, in the yard if it is dry 🎨\n\nBring an old shirt and something round to draw around. Grown-ups may sit down and be quiet.',
    likes: 7,
  },
  {
    by: 'two_wheels',
    hoursAgo: 216,
    text: 'To whoever put the cargo bike back with the chain oiled and a note that says “sorry about the bell”: there was no bell before. Now there is. Thank you?',
    likes: 10,
  },
  {
    by: 'noor',
    hoursAgo: 240,
    text: 'Learning the names of the stairs’ sounds. Four steps and a pause is Otis. Two at a time is Pip. A cake tin against the rail is Mina, and the whole house breathes in.',
    likes: 12,
    replies: [
      {
        by: 'apfelwiese',
        minutesLater: 18,
        text: 'Ich werde den Tortenheber künftig gegen das Geländer schlagen. Als Vorwarnung.',
        likes: 6,
      },
    ],
  },
  {
    by: 'hedda_moss',
    hoursAgo: 290,
    pictures: [
      { drawing: 'garden', altText: 'Three rows of flowers in front of a garden shed' },
      { drawing: 'sunflowers', altText: 'Five sunflowers in a row' },
      { drawing: 'jars', altText: 'Jars of pickles from what grew here' },
    ],
    text: garden,
    likes: 7,
  },
  {
    by: 'sakura_3b',
    hoursAgo: 336,
    text: '大根が太りすぎて鍋に入りません。Does anyone own a very tall pot?',
    likes: 4,
    replies: [
      { by: 'anselm', minutesLater: 12, text: 'Ich habe einen Einkochtopf, der ist so groß wie Pip.', likes: 5 },
      { by: 'pip_upstairs', minutesLater: 15, text: 'I have grown since. But yes.', likes: 4 },
    ],
  },
  {
    by: 'grandpa_otis',
    hoursAgo: 380,
    pictures: [{ drawing: 'tram', altText: 'A red and cream tram in front of a row of houses' }],
    text: 'The tram came down here every eleven minutes until the spring of 1979. Then it did not. The rails are still under the asphalt by number six; in a hot summer you can see where they are.',
    likes: 12,
    replies: [
      {
        by: 'juna_k',
        minutesLater: 240,
        text: 'Ich gehe seit drei Jahren über diese Stelle und habe mich immer gefragt, warum sie klingt.',
        likes: 6,
      },
    ],
  },
  {
    by: 'mateo_hums',
    hoursAgo: 430,
    text: 'Public service: the thing that gurgles at night on the second floor is not a ghost. It is an air lock. I would have preferred the ghost, it would have been less work.',
    likes: 8,
  },
  {
    by: 'apfelwiese',
    hoursAgo: 480,
    text: 'Zu verschenken: 14 Umzugskartons, einmal gefaltet, voller Hoffnung.',
    likes: 2,
  },
  {
    by: 'pip_upstairs',
    hoursAgo: 530,
    pictures: [{ drawing: 'moon', altText: 'A full moon between two trees' }],
    text: '🌕',
    likes: 6,
  },
  {
    by: 'noor',
    hoursAgo: 600,
    text: 'وصفة القهوة التي سألتم عنها: هيل أكثر مما تظنون، وسكر أقل مما تريدون، وصبر على النار الهادئة.\n\nThe short version in English: patience, and then cardamom.',
    likes: 9,
  },
  {
    by: 'two_wheels',
    hoursAgo: 690,
    text: 'First Saturday in the yard: eleven bicycles, one pram, one wheelchair, half an accordion. Fixed everything but the accordion.',
    likes: 9,
  },
  {
    by: 'anselm',
    hoursAgo: 830,
    text: 'Guten Morgen. Es ist vier Uhr, und die Straße gehört mir und den Amseln.',
    likes: 7,
  },
  {
    by: 'hedda_moss',
    hoursAgo: 1_000,
    pictures: [{ drawing: 'porch', altText: 'A porch at sunset with a lit lantern and an armchair' }],
    text: 'So this is our porch. Come in, wipe your feet, the kettle is on.',
    likes: 12,
  },
]
