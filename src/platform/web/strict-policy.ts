/**
 * The page's content policy forbids making code from text, and zod would try it once for each schema.
 * src/web.tsx imports this first: before any contract.
 */
import { z } from 'zod'

z.config({ jitless: true })
