export const handler = () => {
  throw new Error('A stand-in for tests: give the directory that `npm run bundle -w @porchlight/images` wrote.')
}
