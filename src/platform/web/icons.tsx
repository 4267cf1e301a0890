/** Icons (图标): the drawings of the console, 24 by 24, drawn with the text's colour. Always beside a word. */

const drawings = {
  workbench: 'M5 4h14v16H5zM9 10l2 2 4-4',
  requests: 'M4 5h16v11h-9l-5 4v-4H4z',
  calls: 'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4c0 1-1 1.5-2 1.5C10.5 20 4 13.5 3.5 6 3.5 5 4 4 5 4z',
  overview: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  joint: 'M12 12a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM5 20a7 7 0 0 1 14 0zM4 10h2M18 10h2',
  categories: 'M4 5h7v5H4zM4 14h7v5H4zM14 7h6M14 16h6',
  duties: 'M5 3h14v18H5zM8 8l1.5 1.5L12 7M8 15l1.5 1.5L12 14M14 8h3M14 15h3',
  plans: 'M4 20V4M4 5h13l-3 4 3 4H4',
  units: 'M12 4v5M6 20v-5h12v5M12 9v6M4 20h4M10 20h4M16 20h4',
  people: 'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 20c0-4 3-6 6-6s6 2 6 6M16 6a3 3 0 0 1 0 5M17 14c3 .5 4 3 4 6',
  mobilisations: 'M12 3v3M5 8l2 2M19 8l-2 2M6 20v-6a6 6 0 0 1 12 0v6M4 20h16',
  households: 'M3 11l6-6 6 6M5 10v9h8v-9M14 7l3-2 4 4M19 9v10h-4',
  visits: 'M4 20h9M6 20V5h7v15M10 12h.5M17 9a2 2 0 1 0 .01 0M17 13v7M14 15l3-2 3 2',
  plates: 'M5 4h14v16H5zM9 9h6M12 9v7M9 13h6',
  venues: 'M4 20V10l8-6 8 6v10zM10 20v-6h4v6',
  dashboard: 'M4 4v16h16M8 16l3-5 3 3 5-8',
  indicators: 'M4 20h16M7 20v-7M12 20V6M17 20v-10',
  reports: 'M6 3h9l4 4v14H6zM9 12h7M9 16h7M14 3v5h5',
  standards: 'M5 4h10a4 4 0 0 1 4 4v12H9a4 4 0 0 1-4-4zM9 9h6M9 13h6',
  record: 'M5 4h14v16H5zM9 8h6M9 12h6M9 16h3M14 17l1.5 1.5L19 15',
  notices: 'M4 5h16v10H4zM8 9h8M8 12h5M8 15v6M16 15v6',
  matters: 'M5 4h14v16H5zM8 8h2M12 8h4M8 12h2M12 12h4M8 16h2M12 16h4',
  thresholds: 'M12 4v16M6 20h12M5 7h14M5 7l-2.5 6h5zM19 7l-2.5 6h5z',
  meetings: 'M4 6h16v11H4zM9 21h6M12 17v4M8 10h8M8 13h5',
  trainings: 'M12 5l9 4-9 4-9-4zM6 11v5c3 3 9 3 12 0v-5M21 9v6',
  volunteering: 'M12 20C6 16 3 12.5 3 9a4 4 0 0 1 9-2 4 4 0 0 1 9 2c0 3.5-3 7-9 11z',
  appraisals: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 20c0-3 2-5 5-5s5 2 5 5M14 4h7v6h-4l-3 3z',
  commitments: 'M5 4h14v16H5zM9 9l1.5 1.5L14 7M9 15h6',
  ratings: 'M12 3l2.8 5.7 6.2.9-4.5 4.4 1.1 6.2-5.6-3-5.6 3 1.1-6.2L3 9.6l6.2-.9z',
  imports: 'M12 4v11M8 11l4 4 4-4M4 20h16',
  accounts: 'M8 12a4 4 0 1 1 3.5 3.97M11 15l-7 5M6.5 18.5l2 2',
  audit: 'M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z',
  menu: 'M4 7h16M4 12h16M4 17h16',
  fold: 'M4 5v14M20 12H9M13 8l-4 4 4 4',
  unfold: 'M4 5v14M9 12h11M16 8l4 4-4 4',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4.5 3.5-7 8-7s8 2.5 8 7',
  refresh: 'M20 11a8 8 0 0 0-14.5-3.5L4 9M4 4v5h5M4 13a8 8 0 0 0 14.5 3.5L20 15M20 20v-5h-5',
  columns: 'M4 5h16v14H4zM9.5 5v14M14.5 5v14',
  dense: 'M4 6h16M4 10h16M4 14h16M4 18h16',
  print: 'M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7z',
  previous: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  download: 'M12 4v11M8 11l4 4 4-4M4 20h16',
  upload: 'M12 20V9M8 13l4-4 4 4M4 4h16',
  add: 'M12 5v14M5 12h14',
} as const
export type IconName = keyof typeof drawings

export const Icon = ({ name }: { name: IconName }) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={drawings[name]} />
  </svg>
)

/** Three lamps under a village eave. */
export const Logo = () => (
  <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
    <path className="eave" d="M2.5 14.5C8.5 13 13.2 9.3 16 4c2.8 5.3 7.5 9 13.5 10.5" />
    <circle cx="6.5" cy="23" r="3.8" />
    <circle cx="16" cy="26.2" r="3.8" />
    <circle cx="25.5" cy="23" r="3.8" />
  </svg>
)
