/** Why somebody looks into a carbon account, as data. `needs` is what opens it. */
export const VIEW_PURPOSES = [
  { code: 'pre_loan', zh: '贷前', en: 'before a loan', needs: 'consent' },
  { code: 'post_loan', zh: '贷后', en: 'while a loan runs', needs: 'consent' },
  { code: 'reloan_review', zh: '再贷款审核', en: 'review of a re-loan', needs: 'consent' },
  { code: 'own_use', zh: '本企业自用', en: 'own use', needs: 'own account' },
  { code: 'supervision', zh: '监督', en: 'supervision', needs: 'office' },
] as const

export const CONSENT_PURPOSES = ['pre_loan', 'post_loan', 'reloan_review'] as const
/** What an enterprise can consent to. */
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number]
export type ViewPurpose = (typeof VIEW_PURPOSES)[number]['code']
