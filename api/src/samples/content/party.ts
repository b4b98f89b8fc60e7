import type { NeighbourHandle } from './neighbours.ts'

/** Thirty answers to one question, so that a thread has a second page. */
const answers: readonly (readonly [NeighbourHandle, string])[] = [
  ['anselm', 'Brot. Viel Brot.'],
  ['apfelwiese', 'Potato salad!'],
  ['mateo_hums', 'Potato salad.'],
  ['hedda_moss', 'That is two. We stop at two.'],
  ['sakura_3b', 'Pickles, three kinds, labelled by courage.'],
  ['noor', 'قهوة للجميع. Coffee for everyone, all day, in the blue pot.'],
  ['two_wheels', 'Tables on the cargo bike. I can carry six, or one and Otis.'],
  ['grandpa_otis', 'I shall walk, thank you.'],
  ['pip_upstairs', 'Lights! I have forty metres of tiny ones and nobody has ever let me use them all.'],
  ['juna_k', 'Ich bringe Limonade mit Rosmarin. Und Kasimir, falls er Zeit hat.'],
  ['shira_l', 'A long roll of paper for the children to paint the street on, from the bakery to the brook.'],
  ['hedda_moss', 'How long is the roll?'],
  ['shira_l', 'Exactly as long as the street. I measured it with Ferro’s wheel.'],
  ['two_wheels', '1,204 turns and a squirrel.'],
  ['mateo_hums', 'The choir sings at eight. One song, or four if it goes well.'],
  ['anselm', 'Und wenn es schlecht läuft?'],
  ['mateo_hums', 'Then also four. We need the practice.'],
  ['apfelwiese', 'Ich habe noch eine Hüpfburg im Keller. Fragt nicht.'],
  ['pip_upstairs', 'I have so many questions 👀'],
  ['juna_k', 'Bitte sag, dass sie wie eine Burg aussieht.'],
  ['apfelwiese', 'Sie sieht aus wie eine Ente. 🦆'],
  ['hedda_moss', 'Then the duck goes next to the hydrant, where the shade is.'],
  ['grandpa_otis', 'In 1974 there was a brass band and it rained and nobody went home.'],
  ['sakura_3b', 'If it rains we can hang the big tarpaulin between 3b and the chestnut.'],
  ['noor', 'And then the coffee moves under the chestnut. It has all been thought of.'],
  ['two_wheels', 'Who takes the last tables home on Sunday? I can do the morning.'],
  ['mateo_hums', 'I’ll help, after I have found my voice again.'],
  ['shira_l', 'אני מביאה גם עוגת תפוזים 🍊'],
  ['ida_new', 'Is it all right to come when one has only just moved in?'],
  ['hedda_moss', 'That is what it is for, dear. Bring a chair and a story.'],
]

export const partyReplies = answers.map(([by, text], index) => ({
  by,
  text,
  // Slower towards the end, as it goes.
  minutesLater: 4 + index * 9 + index * index * 2,
  likes: (index * 5) % 7,
}))
