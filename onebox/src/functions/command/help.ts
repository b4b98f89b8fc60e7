/** What `npm run functions -- --help` prints. */
export const helpText = `The functions of this place, what waits for them, and what they were given up on.

  npm run functions -- status                     what waits, what failed, and which processes run
  npm run functions -- dead-letters [FUNCTION]    what was given up, the latest first
  npm run functions -- redrive ID ... | FUNCTION  give these, or all of one function, to their function again
  npm run functions -- drop ID ... | FUNCTION     forget them

  --limit N      with dead-letters: how many, 1 to 50 (default 20)
  --cursor TEXT  with dead-letters: go on where the last list ended
  --json         print JSON, for programs

Functions are process-image, which makes the renders of pictures, and notify, which tells api of them. Mend the cause
before you redrive: the status and the log say what it is. The data directory is PORCHLIGHT_DATA, by default ./data;
Porchlight must be running on it.
Exit codes: 0 done, 1 refused or failed, 2 not understood, 3 Porchlight does not run.
`
