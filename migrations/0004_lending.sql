-- A right in a data product made from authorised data; the enterprise that holds it may pledge it.
CREATE TABLE data_product (
  id                      uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  enterprise_id           uuid NOT NULL REFERENCES enterprise,
  name                    text NOT NULL,
  scenario                text NOT NULL,
  -- 运营机构 of the data platform, never the owner of a product.
  operator                text NOT NULL,
  right_type              text NOT NULL CONSTRAINT data_product_right_known CHECK (right_type IN ('holding', 'use', 'operation')),
  certificate_kind        text NOT NULL CONSTRAINT data_product_certificate_kind_known CHECK (certificate_kind IN ('national', 'local', 'exchange')),
  certificate_no          text NOT NULL,
  certificate_valid_from  date NOT NULL,
  certificate_valid_to    date NOT NULL,
  authorisation_valid_to  date NOT NULL,
  listing_no              text,
  listing_valid_to        date,
  basis                   text NOT NULL,
  recorded_by             uuid REFERENCES user_account,
  recorded_at             timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT data_product_certificate_key UNIQUE (certificate_kind, certificate_no, right_type),
  CONSTRAINT data_product_certificate_code_form CHECK (certificate_kind <> 'national' OR certificate_no ~ '^SJ\d{2}\d\d{4}(0[1-9]|1[0-2])\d{4}$'),
  CONSTRAINT data_product_certificate_at_most_five_years CHECK (certificate_valid_to > certificate_valid_from
                                                            AND certificate_valid_to <= certificate_valid_from + interval '5 years')
);
CREATE TRIGGER data_product_append_only BEFORE UPDATE OR DELETE ON data_product FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- A valuer's report and what the bank makes of it; the bank's adopted value never exceeds the report.
CREATE TABLE valuation (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  data_product_id uuid NOT NULL REFERENCES data_product,
  enterprise_id   uuid NOT NULL REFERENCES enterprise,
  lender_id       uuid NOT NULL REFERENCES organisation,
  method          text NOT NULL CONSTRAINT valuation_method_known CHECK (method IN ('cost', 'income', 'market')),
  valuer          text NOT NULL,
  report_no       text NOT NULL,
  base_date       date NOT NULL,
  valid_to        date NOT NULL,
  report_value    numeric(20,2) NOT NULL CONSTRAINT valuation_report_value_positive CHECK (report_value > 0),
  ltv_class       text NOT NULL CONSTRAINT valuation_ltv_class_known CHECK (ltv_class IN ('default', 'hard', 'thin')),
  adopted_value   numeric(20,2),
  state           text NOT NULL CONSTRAINT valuation_state_known CHECK (state IN ('REPORTED', 'ADOPTED', 'REJECTED', 'SUPERSEDED')),
  recorded_by     uuid NOT NULL REFERENCES user_account,
  decided_by      uuid REFERENCES user_account,
  decided_on      date,
  version         integer NOT NULL DEFAULT 1,
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  decided_at      timestamptz,
  CONSTRAINT valuation_adopted_within_report CHECK (adopted_value IS NULL OR (adopted_value > 0 AND adopted_value <= report_value)),
  CONSTRAINT valuation_adopted_has_value CHECK (state <> 'ADOPTED' OR adopted_value IS NOT NULL),
  CONSTRAINT valuation_maker_is_not_checker CHECK (decided_by IS NULL OR decided_by <> recorded_by)
);
CREATE UNIQUE INDEX valuation_one_adopted ON valuation (data_product_id, lender_id) WHERE state = 'ADOPTED';

CREATE TABLE pledge (
  id                      uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  data_product_id         uuid NOT NULL REFERENCES data_product,
  enterprise_id           uuid NOT NULL REFERENCES enterprise,
  lender_id               uuid NOT NULL REFERENCES organisation,
  valuation_id            uuid NOT NULL REFERENCES valuation,
  certificate_kind        text NOT NULL,
  certificate_no          text NOT NULL,
  right_type              text NOT NULL,
  secured_limit           numeric(20,2) NOT NULL CONSTRAINT pledge_secured_limit_positive CHECK (secured_limit > 0),
  state                   text NOT NULL CONSTRAINT pledge_state_known CHECK (state IN ('CONTRACTED', 'REGISTERED', 'FROZEN_CONFIRMED', 'RELEASED')),
  contracted_on           date NOT NULL,
  query_certificate_no    text NOT NULL,
  query_certificate_on    date NOT NULL,
  registration_no         text CONSTRAINT pledge_registration_key UNIQUE,
  registered_on           date,
  registration_valid_to   date,
  freeze_receipt_no       text,
  frozen_on               date,
  released_on             date,
  made_by                 uuid NOT NULL REFERENCES user_account,
  version                 integer NOT NULL DEFAULT 1,
  recorded_at             timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT pledge_registered_has_number CHECK (state = 'CONTRACTED' OR state = 'RELEASED' OR (registration_no IS NOT NULL AND registered_on IS NOT NULL AND registration_valid_to IS NOT NULL)),
  CONSTRAINT pledge_frozen_has_receipt CHECK (state <> 'FROZEN_CONFIRMED' OR (freeze_receipt_no IS NOT NULL AND frozen_on IS NOT NULL))
);
-- Nobody pledges twice: one live first-rank pledge for a certificate and right, whatever row or lender it comes from.
CREATE UNIQUE INDEX pledge_one_live ON pledge (certificate_kind, certificate_no, right_type) WHERE state <> 'RELEASED';

CREATE TABLE loan_application (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  product       text NOT NULL,
  amount        numeric(20,2) NOT NULL CONSTRAINT loan_application_amount_positive CHECK (amount > 0),
  tenor_months  integer NOT NULL CONSTRAINT loan_application_tenor_positive CHECK (tenor_months > 0),
  purpose       text NOT NULL,
  applied_on    date NOT NULL,
  pledge_id     uuid REFERENCES pledge,
  state         text NOT NULL CONSTRAINT loan_application_state_known CHECK (state IN ('APPLIED', 'QUOTED', 'APPROVED', 'REJECTED', 'CONTRACTED')),
  made_by       uuid NOT NULL REFERENCES user_account,
  version       integer NOT NULL DEFAULT 1,
  recorded_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX loan_application_lender ON loan_application (lender_id, recorded_at DESC, id);
CREATE INDEX loan_application_enterprise ON loan_application (enterprise_id);

CREATE TABLE quote (
  id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  lender_id      uuid NOT NULL REFERENCES organisation,
  enterprise_id  uuid NOT NULL REFERENCES enterprise,
  application_id uuid REFERENCES loan_application,
  product        text NOT NULL,
  amount         numeric(20,2) NOT NULL,
  tenor_months   integer NOT NULL,
  priced_on      date NOT NULL,
  expires_on     date NOT NULL,
  rating_id      uuid REFERENCES rating,
  grade          text NOT NULL,
  rate           numeric(9,6) NOT NULL,
  reference_rate numeric(9,6) NOT NULL,
  discount_bp    numeric(8,4) NOT NULL,
  annual_saving  numeric(20,2) NOT NULL,
  explanation    jsonb NOT NULL,
  document_hash  text NOT NULL,
  made_by        uuid NOT NULL REFERENCES user_account,
  recorded_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT quote_expires_after_pricing CHECK (expires_on >= priced_on)
);
CREATE INDEX quote_application ON quote (application_id);
CREATE INDEX quote_enterprise ON quote (enterprise_id, lender_id);
CREATE TRIGGER quote_append_only BEFORE UPDATE OR DELETE ON quote FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TABLE loan_approval (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  application_id  uuid NOT NULL CONSTRAINT loan_approval_single_use UNIQUE REFERENCES loan_application,
  quote_id        uuid REFERENCES quote,
  lender_id       uuid NOT NULL REFERENCES organisation,
  enterprise_id   uuid NOT NULL REFERENCES enterprise,
  decision        text NOT NULL CONSTRAINT loan_approval_decision_known CHECK (decision IN ('APPROVED', 'REJECTED')),
  approved_amount numeric(20,2),
  decided_on      date NOT NULL,
  opinion         text NOT NULL,
  decided_by      uuid NOT NULL REFERENCES user_account,
  reasons         jsonb NOT NULL,
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT loan_approval_amount_positive CHECK ((decision = 'APPROVED') = (approved_amount IS NOT NULL) AND (approved_amount IS NULL OR approved_amount > 0)),
  CONSTRAINT loan_approval_has_quote CHECK (decision <> 'APPROVED' OR quote_id IS NOT NULL)
);
CREATE TRIGGER loan_approval_append_only BEFORE UPDATE OR DELETE ON loan_approval FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- A signed contract; what changes from day to day is in loan_state.
CREATE TABLE loan (
  id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  contract_no    text NOT NULL,
  lender_id      uuid NOT NULL REFERENCES organisation,
  enterprise_id  uuid NOT NULL REFERENCES enterprise,
  application_id uuid NOT NULL CONSTRAINT loan_application_used_once UNIQUE REFERENCES loan_application,
  quote_id       uuid NOT NULL REFERENCES quote,
  pledge_id      uuid REFERENCES pledge,
  product        text NOT NULL,
  amount         numeric(20,2) NOT NULL CONSTRAINT loan_amount_positive CHECK (amount > 0),
  rate           numeric(9,6) NOT NULL,
  reference_rate numeric(9,6) NOT NULL,
  tenor_months   integer NOT NULL,
  method         text NOT NULL,
  day_count      text NOT NULL,
  purpose        text NOT NULL,
  signed_on      date NOT NULL,
  signed_by      uuid NOT NULL REFERENCES user_account,
  recorded_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT loan_contract_no_key UNIQUE (lender_id, contract_no)
);
CREATE INDEX loan_enterprise ON loan (enterprise_id);
CREATE INDEX loan_lender ON loan (lender_id, recorded_at DESC, id);
CREATE TRIGGER loan_append_only BEFORE UPDATE OR DELETE ON loan FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TABLE loan_state (
  loan_id       uuid PRIMARY KEY REFERENCES loan,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  state         text NOT NULL CONSTRAINT loan_state_known CHECK (state IN ('CONTRACTED', 'DISBURSED', 'SETTLED')),
  contracted    numeric(20,2) NOT NULL,
  disbursed     numeric(20,2) NOT NULL DEFAULT 0,
  balance       numeric(20,2) NOT NULL DEFAULT 0,
  version       integer NOT NULL DEFAULT 1,
  CONSTRAINT loan_not_over_disbursed CHECK (disbursed >= 0 AND disbursed <= contracted),
  CONSTRAINT loan_balance_within_disbursed CHECK (balance >= 0 AND balance <= disbursed)
) WITH (fillfactor = 50);

CREATE TABLE disbursement (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  loan_id       uuid NOT NULL REFERENCES loan,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  note_no       text NOT NULL,
  amount        numeric(20,2) NOT NULL CONSTRAINT disbursement_amount_positive CHECK (amount > 0),
  disbursed_on  date NOT NULL,
  due_on        date NOT NULL,
  payee         text NOT NULL,
  use_evidence  text NOT NULL,
  -- The second query of the pledge registry; null where nothing is pledged.
  query_certificate_no text,
  query_certificate_on date,
  entry_id      uuid NOT NULL REFERENCES journal_entry,
  disbursed_by  uuid NOT NULL REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT disbursement_note_key UNIQUE (lender_id, note_no)
);
CREATE INDEX disbursement_loan ON disbursement (loan_id);
CREATE TRIGGER disbursement_append_only BEFORE UPDATE OR DELETE ON disbursement FOR EACH ROW EXECUTE FUNCTION forbid_change();

GRANT SELECT, INSERT ON data_product, loan_application, quote, loan_approval, loan, disbursement TO tandai_app;
GRANT SELECT, INSERT, UPDATE ON valuation, pledge, loan_application, loan_state TO tandai_app;
