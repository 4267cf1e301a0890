/** Numbers that other people gave (编号的写法): one way to write each, so that it is found however it was typed. */

/** As it is kept and looked for: full width, spaces, long dashes and small letters do not matter. */
export const writtenNumber = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replaceAll(/[—–－_]/g, '-')
    .toUpperCase()
