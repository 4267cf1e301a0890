/**
 * Who may import whom. One file kind, one list. Checked by `npm run check`.
 * Every rule below has a violation of its own in tests/architecture/imports.test.ts.
 */

/** The map of the city: each feature, and the features it may use. No circles: only those listed above it. */
const mayUse = {
  units: [],
  todos: [],
  record: [],
  bodies: ['units'],
  people: ['units', 'bodies'],
  accounts: ['units', 'bodies', 'people'],
  venues: ['units', 'bodies', 'people', 'accounts'],
  households: ['units', 'bodies', 'people', 'accounts'],
  requests: ['units', 'todos', 'bodies', 'people', 'accounts', 'venues'],
  visits: ['units', 'todos', 'people', 'accounts', 'households', 'requests'],
  memberships: ['units', 'bodies', 'people', 'accounts', 'venues', 'households'],
  plates: ['units', 'people', 'accounts', 'households', 'memberships'],
  meetings: ['units', 'record', 'bodies', 'people', 'accounts', 'venues', 'memberships'],
  trainings: ['units', 'bodies', 'people', 'accounts', 'venues', 'meetings'],
  mobilisations: ['units', 'bodies', 'people', 'accounts'],
  volunteering: ['units', 'todos', 'bodies', 'people', 'accounts', 'venues', 'meetings'],
  commitments: ['units', 'todos', 'bodies', 'people', 'accounts', 'memberships', 'meetings'],
  indicators: ['units'],
  reports: ['units', 'record', 'indicators'],
  appraisals: ['units', 'people', 'accounts', 'indicators'],
  standards: ['units', 'record', 'accounts'],
  thresholds: ['units', 'record', 'bodies', 'accounts'],
  matters: ['units', 'record', 'accounts', 'thresholds'],
  votes: ['units', 'record', 'bodies', 'people', 'accounts', 'venues', 'households', 'memberships', 'meetings', 'thresholds'],
  signatures: ['units', 'people', 'accounts', 'meetings', 'votes'],
  disclosures: ['units', 'todos', 'record', 'people', 'accounts', 'requests', 'thresholds'],
  decisions: ['units', 'people', 'accounts', 'record', 'thresholds', 'matters', 'votes', 'signatures', 'disclosures'],
  guard: [],
  ratings: ['units', 'bodies', 'people', 'accounts', 'memberships', 'meetings', 'trainings', 'guard', 'todos'],
  duties: ['units', 'bodies', 'people', 'accounts', 'indicators', 'guard'],
  plans: ['units', 'people', 'venues', 'accounts', 'indicators', 'duties', 'reports'],
  rights: ['units', 'people', 'accounts', 'plates', 'volunteering', 'commitments', 'signatures'],
  certificates: ['units', 'people', 'accounts', 'volunteering', 'rights'],
  dashboard: ['units', 'accounts', 'requests', 'indicators', 'duties'],
  imports: [
    'units',
    'bodies',
    'people',
    'accounts',
    'venues',
    'households',
    'requests',
    'visits',
    'memberships',
    'plates',
    'meetings',
    'trainings',
    'mobilisations',
    'volunteering',
    'commitments',
    'appraisals',
    'votes',
  ],
  audit: ['units', 'bodies', 'people', 'accounts', 'venues', 'requests'],
  site: ['units', 'bodies', 'people', 'accounts', 'venues', 'requests', 'disclosures', 'volunteering', 'guard', 'duties', 'plans'],
}

const names = Object.keys(mayUse)
for (const [feature, others] of Object.entries(mayUse)) {
  const early = others.filter(other => names.indexOf(other) === -1 || names.indexOf(other) >= names.indexOf(feature))
  if (early.length > 0) throw new Error(`${feature} may only use features listed above it, not ${early.join(', ')}`)
}

const shared = '^src/platform/shared/'
/** What finds personal data in a text; reading files for it stands in personal-data/layers. */
const detectors = '^src/platform/personal-data/[^/]+\\.ts$'
const own = '^src/features/$1/'
const zod = 'node_modules/zod/'
/** What one feature may show another. */
const doors = '\\.(contract|actions|samples|widgets|words|workbook)\\.tsx?$'
const tests = '(\\.test\\.tsx?$|^tests/|\\.samples\\.tsx?$)'
const react = 'node_modules/(react|react-dom|@tanstack|antd|@ant-design)/'

const only = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to: { pathNot: to } })
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    never('no-circles', 'A circle means two files are one. Merge or split them.', {}, { circular: true }),
    never('no-strays', 'The file or package does not exist here.', {}, { couldNotResolve: true }),
    never(
      'platform-knows-no-feature',
      'Pass it in as an argument instead.',
      { path: '^src/platform/', pathNot: tests },
      { path: '^src/(features|program|demo|main|web)' },
    ),
    never(
      'program-is-the-top',
      'Only main.ts and its doors start the program; a feature that needs something of it asks the platform.',
      { path: '^src/', pathNot: ['^src/(main|cli|start)\\.ts$', '^src/program/', tests] },
      { path: '^src/(program/|main\\.ts)' },
    ),
    never(
      'demo-is-a-workbook',
      'Demonstration data enters through the same door as a town’s own: nothing but the program may know it.',
      { path: '^src/', pathNot: ['^src/program/', '^src/demo/', tests] },
      { path: '^src/demo/' },
    ),

    only('shared', 'Runs on both sides, so it may use neither.', { path: shared, pathNot: tests }, [shared, detectors, zod]),
    only('detectors', 'They run on both sides, and in rules: pure functions of a text.', { path: detectors, pathNot: tests }, [detectors]),
    only(
      'record-format',
      'Whoever checks the record against this server runs these files alone.',
      { path: '^src/platform/record/', pathNot: tests },
      ['^src/platform/record/', 'node_modules/@noble/(ed25519|hashes)/'],
    ),
    only('witness', 'Whoever checks the record against this server runs none of its code.', { path: '^src/witness/', pathNot: tests }, [
      '^src/(witness|platform/record)/',
      '^(node:)?(util|http|path|crypto|fs/promises)$',
    ]),
    only(
      'browser',
      'It goes into one small page that doubts the server: the formats and nothing else.',
      { path: '^src/features/([^/]+)/browser/', pathNot: tests },
      ['^src/platform/record/', '^src/features/$1/browser/'],
    ),
    only('contract', 'A contract is read by browsers too: schemas only.', { path: '^src/features/([^/]+)/.+\\.contract\\.ts$' }, [
      shared,
      '\\.contract\\.ts$',
      zod,
    ]),
    only(
      'rules-and-policy',
      'Pure: no database, no network, no framework.',
      { path: '^src/features/([^/]+)/.+\\.(rules|policy|words|sentences)\\.ts$' },
      [shared, detectors, `${own}[^/]+\\.(contract|rules|policy|words|sentences)\\.ts$`, '\\.contract\\.ts$', zod],
    ),
    only('queries', 'SQL and nothing else.', { path: '^src/features/([^/]+)/.+\\.queries\\.ts$' }, [
      shared,
      '^src/platform/database/',
      `${own}[^/]+\\.(contract|rules|words|queries)\\.ts$`,
      'node_modules/kysely/',
      zod,
    ]),
    only(
      'indicators',
      'An indicator is a query that returns rows, with its definition.',
      { path: '^src/features/([^/]+)/.+\\.indicators\\.ts$' },
      [
        shared,
        '^src/platform/database/',
        '^src/platform/server/indicator',
        `${own}[^/]+\\.(contract|rules|words|queries)\\.ts$`,
        'node_modules/kysely/',
      ],
    ),
    only(
      'workbook',
      'Sheets in and out through the one door of platform/server/workbook.',
      { path: '^src/features/([^/]+)/.+\\.workbook\\.ts$' },
      [
        shared,
        '^src/platform/(database/database|server/(action|workbook[^/]*))\\.ts$',
        `${own}[^/]+\\.(contract|rules|policy|words|queries|actions)\\.ts$`,
        '\\.(contract|actions|words|workbook)\\.ts$',
        zod,
      ],
    ),
    only(
      'public',
      'A page is a function from data to HTML: no framework, no browser code, no database of its own.',
      { path: '^src/features/([^/]+)/public/', pathNot: tests },
      [
        shared,
        '^src/platform/(public|server|record)/',
        `${own}(public/|[^/]+\\.ts$)`,
        '\\.(contract|actions|words)\\.ts$',
        '^src/features/[^/]+/public/[^/]+\\.widgets\\.ts$',
        'node_modules/(qrcode|@types/qrcode)/',
        '^(node:)?(crypto|fs)$',
        zod,
      ],
    ),

    never(
      'web-never-server',
      'The browser talks to the server through a contract.',
      { path: '(/web/|^src/[^/]+\\.tsx$)', pathNot: tests },
      {
        path: [
          '^src/platform/(server|database|public)/',
          '\\.(queries|actions|jobs|feature|workbook|indicators)\\.ts$',
          '^src/features/[^/]+/public/',
          'node_modules/(fastify|pg|kysely|exceljs|sharp|better-auth)/',
        ],
      },
    ),
    never(
      'web-no-node',
      'No Node.js in the browser.',
      { path: '(/web/|^src/[^/]+\\.tsx$)', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    never(
      'server-never-web',
      'Pages of the console are not server code.',
      { path: '^src/', pathNot: ['/web/', '^src/[^/]+\\.tsx$'] },
      { path: '/web/' },
    ),
    never('react-in-web-only', 'React belongs in web/.', { path: '^src/', pathNot: '/web/|^src/[^/]+\\.tsx$' }, { path: react }),

    ...Object.entries(mayUse).map(([feature, others]) =>
      never(
        `${feature}-may-use`,
        `${feature} may use: ${others.join(', ') || 'nothing'}. Add to mayUse in .dependency-cruiser.cjs if you mean it.`,
        { path: `^src/features/${feature}/`, pathNot: tests },
        { path: '^src/features/', pathNot: [feature, ...others].map(name => `^src/features/${name}/`) },
      ),
    ),
    never(
      'every-feature-is-on-the-map',
      'Add the feature to mayUse in .dependency-cruiser.cjs and to src/features.ts.',
      { path: '^src/features\\.ts$' },
      { path: '^src/features/', pathNot: names.map(name => `^src/features/${name}/`) },
    ),
    never(
      'doors',
      'Use another feature through its contract, words, actions, workbook, samples or widgets.',
      { path: '^src/features/([^/]+)/' },
      { path: '^src/features/', pathNot: [own, doors] },
    ),
    never('samples-are-not-product', 'Sample rows are for tests.', { path: '^src/', pathNot: tests }, { path: '\\.samples\\.tsx?$' }),
    never('tests-are-not-product', 'The product does not run on its tests.', { path: '^src/', pathNot: tests }, { path: '^tests/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules/.*/node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
