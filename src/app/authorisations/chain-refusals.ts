/** What the database refuses along the rights chain without further facts. */
export type ChainCode =
  | 'RIGHT_PLEDGED'
  | 'OWNERSHIP_DISPUTE_OPEN'
  | 'AUTHORISATION_EXISTS'
  | 'AUTHORISATION_OVERLAPS'
  | 'FIELDS_NOT_GRANTED'
  | 'TERM_BEYOND_GRANT'
  | 'OPERATOR_CONTROLS_HOLDER'
  | 'FIELDS_NOT_AUTHORISED'
  | 'RESOURCE_MISSING'
  | 'RESOURCE_CODE_USED'
  | 'CERTIFICATE_NO_USED'
  | 'CERTIFICATE_FORM_WRONG'
  | 'LISTING_EXISTS'
  | 'LISTING_NO_USED'
  | 'LISTING_NOT_OPEN'
  | 'RIGHT_NOT_STANDING'
  | 'EXCLUSIVE_WHILE_FROZEN'
  | 'ORDER_OF_OWN_LISTING'
  | 'VOUCHER_NO_USED'
  | 'ORDER_NOT_DIVIDED'
  | 'GRANT_NO_USED'
  | 'GRANT_TOO_LONG'
  | 'DISPUTE_BETWEEN_TWO'
  | 'DISPUTE_HOST_UNFIT'
  | 'CONSENT_NOT_OF_PLEDGEE'
  | 'CONSENT_GIVEN'

export type ChainRefusal = { readonly code: ChainCode }

const BY_CONSTRAINT = {
  right_is_pledged: 'RIGHT_PLEDGED',
  ownership_in_dispute: 'OWNERSHIP_DISPUTE_OPEN',
  scenario_authorisation_once: 'AUTHORISATION_EXISTS',
  scenario_authorisation_no_overlap: 'AUTHORISATION_OVERLAPS',
  scenario_authorisation_fields_granted: 'FIELDS_NOT_GRANTED',
  scenario_authorisation_within_grant: 'TERM_BEYOND_GRANT',
  scenario_authorisation_term: 'TERM_BEYOND_GRANT',
  scenario_authorisation_operator_controls: 'OPERATOR_CONTROLS_HOLDER',
  data_registration_fields_authorised: 'FIELDS_NOT_AUTHORISED',
  data_registration_public_has_resource: 'RESOURCE_MISSING',
  data_registration_after_resource: 'RESOURCE_MISSING',
  resource_registration_code_key: 'RESOURCE_CODE_USED',
  data_registration_certificate_key: 'CERTIFICATE_NO_USED',
  data_registration_certificate_form: 'CERTIFICATE_FORM_WRONG',
  listing_one_open: 'LISTING_EXISTS',
  listing_no_key: 'LISTING_NO_USED',
  data_order_of_listing: 'LISTING_NOT_OPEN',
  data_order_on_rights_in_force: 'RIGHT_NOT_STANDING',
  pledge_on_rights_in_force: 'RIGHT_NOT_STANDING',
  listing_after_registration: 'RIGHT_NOT_STANDING',
  listing_includes_operation: 'RIGHT_NOT_STANDING',
  data_product_says_what_its_chain_says: 'RIGHT_NOT_STANDING',
  data_order_exclusive_while_frozen: 'EXCLUSIVE_WHILE_FROZEN',
  data_order_voucher_no_key: 'VOUCHER_NO_USED',
  data_order_splits_add_up: 'ORDER_NOT_DIVIDED',
  operator_grant_no_key: 'GRANT_NO_USED',
  operator_grant_at_most_five_years: 'GRANT_TOO_LONG',
  dispute_between_two: 'DISPUTE_BETWEEN_TWO',
  dispute_host_is_neutral: 'DISPUTE_HOST_UNFIT',
  pledgee_consent_once: 'CONSENT_GIVEN',
} as const satisfies Readonly<Record<string, ChainCode>>

/** Named constraints of the chain as the refusals they stand for. */
export const chainRefusals: Readonly<Record<string, ChainRefusal>> = Object.fromEntries(
  Object.entries(BY_CONSTRAINT).map(([constraint, code]) => [constraint, { code }]),
)
