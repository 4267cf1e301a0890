/** The second program (第二个程序): what of @digitalbazaar's packages the tests call. They bring no types. */
declare module '@digitalbazaar/vc' {
  export function verifyCredential(
    options: object,
  ): Promise<{ verified: boolean; error?: { errors?: Error[] } & Error; statusResult?: { results: { status: boolean }[] } }>
}
declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: object)
  }
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object
}
declare module '@digitalbazaar/vc-bitstring-status-list' {
  export function checkStatus(options: object): Promise<{ verified: boolean; error?: Error }>
}
