export const CONSENT_PURPOSES = ['pre_loan', 'post_loan', 'reloan_review'] as const
/** 贷前 · 贷后 · 再贷款审核: what an enterprise can consent to. */
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number]
/** Why somebody looks into a carbon account: by consent, as its owner 自用, or by office 监督. */
export type ViewPurpose = ConsentPurpose | 'own_use' | 'supervision'
