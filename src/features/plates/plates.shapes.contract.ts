/** Plates of Party-member households (党员户挂牌): the words of which their pages and filters are made. */
import { z } from 'zod'

export const PlateState = z.enum(['offered', 'consented', 'issued', 'mounted', 'withdrawn', 'replaced', 'removed'])
export type PlateState = z.infer<typeof PlateState>
/** How someone agreed for whom the village enters it. */
export const PlateBasis = z.enum(['present', 'byPhone', 'atHome'])
export type PlateBasis = z.infer<typeof PlateBasis>
export const ReplaceReason = z.enum(['damaged', 'lost', 'renamed'])
export type ReplaceReason = z.infer<typeof ReplaceReason>
export const RemoveReason = z.enum(['moved', 'left', 'expelled', 'withdrawn', 'error'])
export type RemoveReason = z.infer<typeof RemoveReason>
