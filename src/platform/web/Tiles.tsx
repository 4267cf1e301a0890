/**
 * Tiles (示意图): one for each village, by code and never a ranking. Not a map: it draws no boundaries.
 *
 * Sign and word come before colour (A11Y-05). Whoever shows tiles shows the same numbers as a table beside them.
 * Source: conventions MAP-01, UX-B2.
 */
import './tiles.css'
import type { ReactNode } from 'react'
import { Lamp } from './Lamp.tsx'

export type TileLamp = 'ok' | 'soon' | 'late'

export interface Tile {
  key: string
  name: string
  lamp: TileLamp
  /** Of the matters that the lamp tells of. */
  count: number
  /** All that the tile says, in words. */
  label: string
}

/** What the link round a tile is given. */
export interface TileDoor {
  className: string
  'aria-label': string
  activeProps: object
  children: ReactNode
}

interface TilesProps<T extends Tile> {
  tiles: readonly T[]
  /** Words of the lamps, where the tiles are large enough to hold them. */
  words?: Record<TileLamp, string>
  /** The link to the tile's records. */
  open(tile: T, door: TileDoor): ReactNode
}

export const tilesNote = '示意图 · 不表示行政区划界线。按代码排列，不排名次。'

export const Tiles = <T extends Tile>({ tiles, words, open }: TilesProps<T>) => (
  <ul className={words ? 'tiles large' : 'tiles'}>
    {tiles.map(tile => (
      <li key={tile.key}>
        {open(tile, {
          className: `tile ${tile.lamp}`,
          'aria-label': tile.label,
          activeProps: {},
          children: (
            <>
              <span>{tile.name}</span>
              <b className={`count ${tile.lamp}`}>
                {words?.[tile.lamp]}
                {tile.count}
              </b>
            </>
          ),
        })}
      </li>
    ))}
  </ul>
)

/** The signs, each with its word. */
export const TilesLegend = ({ words, children }: { words: Record<TileLamp, string>; children: ReactNode }) => (
  <p className="row sub">
    {(['ok', 'soon', 'late'] as const).map(lamp => (
      <Lamp key={lamp} kind={lamp} text={words[lamp]} />
    ))}
    {children}
  </p>
)
