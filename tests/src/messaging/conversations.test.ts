// In one process, so that the resolvers are loaded once; each may be run by itself.
import './cases/changes.ts'
import './cases/membership.ts'
import './cases/reading.ts'
import './cases/sending.ts'
import './cases/strangers.ts'
import './cases/two.ts'
