/** Trainings (培训): the words of which their pages and filters are made. */
import { z } from 'zod'

/** Whom a course is for: 书记轮训, 两委, ordinary members, activists, volunteers. */
export const Audience = z.enum(['secretaries', 'committees', 'members', 'activists', 'volunteers'])
export type Audience = z.infer<typeof Audience>
export const PlaceKind = z.enum(['partySchool', 'teachingPoint', 'elsewhere'])
export type PlaceKind = z.infer<typeof PlaceKind>
/** A full day is 8 hours, half a day 4, and otherwise an hour is an hour. */
export const SessionLength = z.enum(['fullDay', 'halfDay', 'byHour'])
export type SessionLength = z.infer<typeof SessionLength>
export const TrainingSessionState = z.enum(['planned', 'held', 'credited', 'cancelled'])
export type TrainingSessionState = z.infer<typeof TrainingSessionState>
