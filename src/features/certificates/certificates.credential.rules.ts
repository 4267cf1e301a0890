/**
 * The certificate as a credential (电子证明): Open Badges 3.0 on the Verifiable Credentials data model 2.0, and its revocation list.
 *
 * Every field of the paper stands in a term of the standard, so that no vocabulary of ours has to be fetched.
 * Source: 1EdTech Open Badges 3.0; W3C VC Data Model 2.0, Bitstring Status List 1.0, did:web; 民发〔2015〕149号 (the fields).
 */
import type { CertifiedEntry, CertifiedFacts } from './certificates.contract.ts'
import { bothGrades, gradeWords, hoursWord } from './certificates.words.ts'

export const contexts = {
  credentials: 'https://www.w3.org/ns/credentials/v2',
  openBadges: 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
} as const

/** The name of the town as an issuer: did:web of the address that people type. Throws on an address that is none. */
export function issuerId(publicUrl: string): string {
  const { host, pathname } = new URL(publicUrl)
  return ['did:web', encodeURIComponent(host), ...pathname.split('/').filter(Boolean)].join(':')
}
export const keyName = (publicUrl: string, publicKey: string) => `${issuerId(publicUrl)}#${publicKey}`

export const checkPath = '/volunteer/check'
export const statusPath = '/volunteer/certificates/status'

export interface Told extends CertifiedFacts {
  id: string
  entries: readonly CertifiedEntry[]
  responsible: string
  handlerName: string
  officePhone: string
  listIndex: number
  line: string
  issuedAt: string
}

/** The credential without its proof. */
export function credentialOf(publicUrl: string, told: Told) {
  const achievement = `${publicUrl}/volunteer#certificate`
  const grades = (['onSite', 'organiser'] as const).map(grade => ({ grade, id: `${achievement}-${grade}` }))
  return {
    '@context': [contexts.credentials, contexts.openBadges],
    id: `urn:uuid:${told.id}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: '志愿服务证明',
    issuer: { id: issuerId(publicUrl), type: ['Profile'], name: told.unitName, phone: told.officePhone, official: told.responsible },
    awardedDate: told.issuedAt,
    validFrom: told.issuedAt,
    validUntil: `${told.validUntil}T23:59:59+08:00`,
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [{ type: 'IdentityObject', identityHash: told.name, identityType: 'name', hashed: false }],
      licenseNumber: told.serial,
      activityStartDate: told.from,
      activityEndDate: told.to,
      source: { type: ['Profile'], name: told.handlerName },
      achievement: {
        id: achievement,
        type: ['Achievement'],
        achievementType: 'CommunityService',
        name: '志愿服务',
        description: `${told.from}至${told.to}参加志愿服务：${bothGrades(told)}。`,
        criteria: { narrative: '组织者如实记录，过了7天核对期，公示满7天。事后补记的不证明。' },
        resultDescription: grades.map(({ grade, id }) => ({
          id,
          type: ['ResultDescription'],
          name: `${gradeWords[grade]}（小时）`,
          resultType: 'Result',
        })),
      },
      result: grades.map(({ grade, id }) => ({ type: ['Result'], resultDescription: id, value: String(told[grade] / 60) })),
    },
    evidence: [
      { id: `${publicUrl}${checkPath}#${told.line}`, type: ['Evidence'], name: '查验' },
      ...told.entries.map(({ title, unitName, servedOn, credited, grade }) => ({
        type: ['Evidence'],
        name: title,
        narrative: `${servedOn}，${unitName}，${hoursWord(credited)}，${gradeWords[grade]}`,
      })),
    ],
    credentialStatus: {
      id: `${publicUrl}${statusPath}#${told.listIndex}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(told.listIndex),
      statusListCredential: `${publicUrl}${statusPath}`,
    },
  }
}

/** Bits of the list: the least that the standard allows, so that a place says nothing about a person. */
export const listLength = 131_072

/** The revocation list without its proof. */
export const statusListOf = (publicUrl: string, encodedList: string, writtenAt: string) => ({
  '@context': [contexts.credentials],
  id: `${publicUrl}${statusPath}`,
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer: issuerId(publicUrl),
  validFrom: writtenAt,
  credentialSubject: { id: `${publicUrl}${statusPath}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList },
})

/** The document behind the town's name: every key that something was signed with, but for those that someone else may have. */
export function issuerDocument(publicUrl: string, keys: readonly { publicKey: string; leaked: boolean }[]) {
  const id = issuerId(publicUrl)
  const trusted = keys.filter(({ leaked }) => !leaked).map(({ publicKey }) => `${id}#${publicKey}`)
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id,
    verificationMethod: keys.map(({ publicKey }) => ({
      id: `${id}#${publicKey}`,
      type: 'Multikey',
      controller: id,
      publicKeyMultibase: publicKey,
    })),
    assertionMethod: trusted,
  }
}
