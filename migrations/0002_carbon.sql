CREATE TABLE enterprise (
  id           uuid PRIMARY KEY REFERENCES organisation,
  uscc         text NOT NULL CONSTRAINT enterprise_uscc_key UNIQUE,
  name_zh      text NOT NULL,
  name_en      text NOT NULL,
  sector_code  text NOT NULL,
  region_code  text NOT NULL,
  employees    integer NOT NULL CONSTRAINT enterprise_employees_positive CHECK (employees > 0),
  verification text NOT NULL CONSTRAINT enterprise_verification_known CHECK (verification IN ('none', 'self-declared', 'bank-reviewed', 'limited', 'reasonable')),
  data_quality integer NOT NULL CONSTRAINT enterprise_data_quality_range CHECK (data_quality BETWEEN 1 AND 5),
  size_class   text NOT NULL DEFAULT 'small' CONSTRAINT enterprise_size_class_known CHECK (size_class IN ('micro', 'small', 'medium', 'large')),
  ownership    text NOT NULL DEFAULT 'private' CONSTRAINT enterprise_ownership_known CHECK (ownership IN ('private', 'state', 'collective', 'foreign', 'public_institution')),
  origin       text NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT now()
);

-- 授权查询: without a consent in force a lender sees nothing of an account.
CREATE TABLE consent (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  lender_id     uuid NOT NULL REFERENCES organisation,
  purpose       text NOT NULL CONSTRAINT consent_purpose_known CHECK (purpose IN ('pre_loan', 'post_loan', 'reloan_review')),
  valid_from    date NOT NULL,
  valid_to      date,
  granted_by    uuid REFERENCES user_account,
  basis         text NOT NULL,
  recorded_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT consent_period_ordered CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE INDEX consent_pair ON consent (lender_id, enterprise_id);
CREATE TRIGGER consent_append_only BEFORE UPDATE OR DELETE ON consent FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TABLE consent_withdrawal (
  consent_id    uuid PRIMARY KEY REFERENCES consent,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  withdrawn_by  uuid REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT now()
);
CREATE TRIGGER consent_withdrawal_append_only BEFORE UPDATE OR DELETE ON consent_withdrawal FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- One monthly meter reading. A correction is a new row that supersedes; the old one stays readable.
CREATE TABLE activity (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  enterprise_id  uuid NOT NULL REFERENCES enterprise,
  month          char(7) NOT NULL CONSTRAINT activity_month_form CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  carrier        text NOT NULL,
  meter          text NOT NULL DEFAULT 'all',
  quantity       numeric NOT NULL CONSTRAINT activity_quantity_not_negative CHECK (quantity >= 0),
  unit           text NOT NULL CONSTRAINT activity_unit_known CHECK (unit IN ('kWh', 'MWh', 'GJ', 't', 'Nm3', '10^4Nm3')),
  green_quantity numeric NOT NULL DEFAULT 0,
  source         text NOT NULL,
  data_quality   integer NOT NULL CONSTRAINT activity_data_quality_range CHECK (data_quality BETWEEN 1 AND 5),
  evidence       text,
  reason         text,
  supersedes     bigint CONSTRAINT activity_superseded_once UNIQUE REFERENCES activity,
  recorded_by    uuid REFERENCES user_account,
  recorded_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT activity_green_within_quantity CHECK (green_quantity >= 0 AND green_quantity <= quantity)
);
CREATE UNIQUE INDEX activity_first_reading ON activity (enterprise_id, month, carrier, meter) WHERE supersedes IS NULL;
CREATE INDEX activity_account ON activity (enterprise_id, month);
CREATE TRIGGER activity_append_only BEFORE UPDATE OR DELETE ON activity FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TABLE operating_figure (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  period_start  char(7) NOT NULL,
  period_end    char(7) NOT NULL,
  revenue_wan   numeric,
  profit_wan    numeric,
  tax_wan       numeric,
  employees     integer,
  supersedes    bigint CONSTRAINT operating_figure_superseded_once UNIQUE REFERENCES operating_figure,
  recorded_by   uuid REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT operating_figure_period_ordered CHECK (period_end >= period_start)
);
CREATE UNIQUE INDEX operating_figure_first ON operating_figure (enterprise_id, period_start, period_end) WHERE supersedes IS NULL;
CREATE TRIGGER operating_figure_append_only BEFORE UPDATE OR DELETE ON operating_figure FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- A rating is a document: as_of is the day it speaks of, recorded_at when it was made; the hashes name every input.
CREATE TABLE rating (
  id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  enterprise_id  uuid NOT NULL REFERENCES enterprise,
  as_of          date NOT NULL,
  known_at       timestamptz NOT NULL,
  method_id      text NOT NULL,
  method_rule_id bigint NOT NULL REFERENCES rule,
  grade          text NOT NULL CONSTRAINT rating_grade_known CHECK (grade IN ('DEEP_GREEN', 'LIGHT_GREEN', 'YELLOW', 'RED', 'NOT_RATED')),
  score          numeric,
  document       jsonb NOT NULL,
  inputs_hash    text NOT NULL,
  factors_hash   text NOT NULL,
  benchmark_hash text NOT NULL,
  method_hash    text NOT NULL,
  document_hash  text NOT NULL,
  job_run_id     uuid REFERENCES job_run,
  recorded_by    uuid REFERENCES user_account,
  recorded_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX rating_latest ON rating (enterprise_id, as_of DESC, known_at DESC, recorded_at DESC);
CREATE TRIGGER rating_append_only BEFORE UPDATE OR DELETE ON rating FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TABLE credit_line (
  id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  enterprise_id  uuid NOT NULL REFERENCES enterprise,
  lender_id      uuid NOT NULL REFERENCES organisation,
  product        text NOT NULL,
  prior_limit    numeric(20,2) NOT NULL CONSTRAINT credit_line_prior_limit_not_negative CHECK (prior_limit >= 0),
  limit_amount   numeric(20,2) NOT NULL CONSTRAINT credit_line_limit_positive CHECK (limit_amount > 0),
  effective_from date NOT NULL,
  effective_to   date,
  supersedes     uuid CONSTRAINT credit_line_superseded_once UNIQUE REFERENCES credit_line,
  recorded_by    uuid REFERENCES user_account,
  recorded_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX credit_line_enterprise ON credit_line (enterprise_id);
CREATE INDEX credit_line_lender ON credit_line (lender_id);
CREATE UNIQUE INDEX credit_line_first ON credit_line (enterprise_id, lender_id, product) WHERE supersedes IS NULL;
CREATE TRIGGER credit_line_append_only BEFORE UPDATE OR DELETE ON credit_line FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- The price of a credit line on a day, with everything it came from.
CREATE TABLE rate_decision (
  id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  credit_line_id uuid NOT NULL REFERENCES credit_line,
  enterprise_id  uuid NOT NULL REFERENCES enterprise,
  lender_id      uuid NOT NULL REFERENCES organisation,
  priced_on      date NOT NULL,
  rating_id      uuid REFERENCES rating,
  grade          text NOT NULL,
  rate           numeric(9,6) NOT NULL,
  reference_rate numeric(9,6) NOT NULL,
  discount_bp    numeric(8,4) NOT NULL,
  annual_saving  numeric(20,2) NOT NULL,
  explanation    jsonb NOT NULL,
  document_hash  text NOT NULL,
  job_run_id     uuid REFERENCES job_run,
  recorded_by    uuid REFERENCES user_account,
  recorded_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX rate_decision_latest ON rate_decision (credit_line_id, priced_on DESC, recorded_at DESC);
CREATE TRIGGER rate_decision_append_only BEFORE UPDATE OR DELETE ON rate_decision FOR EACH ROW EXECUTE FUNCTION forbid_change();

GRANT SELECT, INSERT ON enterprise, consent, consent_withdrawal, activity, operating_figure, rating, credit_line, rate_decision TO tandai_app;

-- Which files have been imported, by content: the same files change nothing.
CREATE TABLE portfolio_import (
  content_hash text PRIMARY KEY,
  name         text NOT NULL,
  counts       jsonb NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT now()
);
CREATE TRIGGER portfolio_import_append_only BEFORE UPDATE OR DELETE ON portfolio_import FOR EACH ROW EXECUTE FUNCTION forbid_change();

GRANT SELECT, INSERT ON portfolio_import TO tandai_app;

-- A report as it was issued; a later issue of the same day with other figures is a new row.
CREATE TABLE issued_report (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind          text NOT NULL,
  as_of         date NOT NULL,
  known_at      timestamptz NOT NULL,
  document      jsonb NOT NULL,
  document_hash text NOT NULL,
  job_run_id    uuid REFERENCES job_run,
  recorded_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX issued_report_latest ON issued_report (kind, as_of, recorded_at DESC);
CREATE TRIGGER issued_report_append_only BEFORE UPDATE OR DELETE ON issued_report FOR EACH ROW EXECUTE FUNCTION forbid_change();

ALTER TABLE issued_report ENABLE ROW LEVEL SECURITY;
ALTER TABLE issued_report FORCE ROW LEVEL SECURITY;
CREATE POLICY issued_report_city ON issued_report
  USING (current_scope() IN ('system', 'central-bank', 'steward', 'auditor', 'administrator'));

GRANT SELECT, INSERT ON issued_report TO tandai_app;
