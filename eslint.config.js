/** Lint that earns its place. What an import may reach is .dependency-cruiser.cjs; how code looks is prettier's. */
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['node_modules', 'var', 'dist', 'coverage', 'docs', 'src/platform/database/tables.ts', 'src/platform/public/assets'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Nothing here reads `this`, except Problem.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      // A function that promises may have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false, properties: false } }],
      'no-console': 'error',
      'no-eval': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only: a thing has one name.' },
        { selector: 'TSEnumDeclaration', message: 'Node strips types; an enum is not only a type. Use a union.' },
      ],
    },
  },
  { files: ['src/**/web/**/*.{ts,tsx}', 'src/*.tsx'], extends: [reactHooks.configs.flat.recommended] },
  { files: ['src/main.ts', 'scripts/**'], rules: { 'no-console': 'off' } },
  { files: ['*.config.ts', 'tests/support/global-setup.ts'], rules: { 'no-restricted-syntax': 'off' } },
  // Markup, and a town told in rows, run longer than logic.
  {
    files: ['src/**/{public,web}/**', 'src/demo/**'],
    rules: { 'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }] },
  },
  // A test is a story with its set-up; its length is its own affair.
  {
    files: ['**/*.test.{ts,tsx}', 'tests/**', '**/*.samples.ts'],
    rules: {
      'max-lines-per-function': 'off',
      // expect.any and its like are any on purpose
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
)
