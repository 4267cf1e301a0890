/** Builds the console once before the journeys, if it is missing or old. */
import { buildConsole } from '../../src/program/build-console.ts'

export const setup = () => buildConsole(line => process.stdout.write(`${line}\n`))
