/** Votes (表决会议): what other features' pages show of them. */
export { Declarations } from './Declarations.tsx'
