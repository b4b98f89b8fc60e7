/** As long as a post may be: 500 characters. */
export const bread = `Weil so viele gefragt haben, hier das Brot vom Fensterbrett:

500 g Roggen, 300 g Weizen, 620 g Wasser, 18 g Salz, 150 g Sauerteig von gestern.

Abends alles mischen, nicht kneten, nur gut überreden. Zudecken, schlafen gehen. Um vier einmal falten und in den Korb. Um halb sechs bei 250 Grad hinein, mit einer Tasse Wasser auf das Blech. Nach zehn Minuten auf 210, dann noch fünfzig.

Fertig ist es, wenn es hohl klingt, sobald man anklopft. Erst ganz abkühlen lassen. Ich weiß, dass niemand das tut.`

export const sky = `What you can see from our roof this week, without any glass at all:

• after sunset, low in the west: a very bright dot that is not an aeroplane. It is Venus. Aeroplanes leave.
• ten o’clock, south: Saturn, a little yellow, quite calm
• after midnight: shooting stars, if you stop looking for them

The hatch is unlocked until one. Mind the third rung. There are two blankets in the box and somebody has already taken the good cushion. It was me.`

export const garden = `Garden, plot by plot, since there were questions:

1 beans (Hedda)
2 beans (Hedda, by mistake)
3 radishes for the school
4 whatever Sakura planted; it is winning
5 free! Sunny until three, faces the wall, good neighbours
6 strawberries, for everybody, which means be quick
7 Otis’s roses. Look, do not help.`
