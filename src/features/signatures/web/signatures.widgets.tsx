/** Signatures (签名核对): what the pages of a meeting may show. */
export { SignaturesSection } from './SignaturesSection.tsx'
