-- Rates of a whole book: what a loan's rate is tested by stands in one narrow row, and what many decisions say alike is kept once.

-- 1. 评级有效期: to which day a rating may be used, by the method it was made with.
ALTER TABLE rating ADD COLUMN usable_to date GENERATED ALWAYS AS (as_of + (document #>> '{method,validityDays}')::int) STORED;

-- 2. A consent that is in force today; `consent_in_force` asks it for one pair, a batch for all of a chunk at once.
CREATE VIEW consent_standing WITH (security_invoker = true) AS
  SELECT c.id, c.enterprise_id, c.lender_id, c.field_groups, c.purpose
  FROM consent c
  WHERE (current_purpose() IS NULL OR c.purpose = current_purpose())
    AND c.valid_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date
    AND (c.valid_to IS NULL OR c.valid_to >= (now() AT TIME ZONE 'Asia/Shanghai')::date)
    AND NOT EXISTS (SELECT 1 FROM consent_withdrawal w WHERE w.consent_id = c.id);
GRANT SELECT ON consent_standing TO tandai_app;
CREATE OR REPLACE FUNCTION consent_in_force(enterprise uuid, lender uuid, field_group text) RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (
    SELECT 1 FROM consent_standing c WHERE c.enterprise_id = enterprise AND c.lender_id = lender AND field_group = ANY (c.field_groups));

-- 3. 重定价计划: what the contract and the days of a loan fix about its rate. It is computed by the domain whenever they are fixed (first
--    disbursement, extension, their reversal) and says nothing that they do not.
CREATE TABLE repricing_plan (
  loan_id         uuid PRIMARY KEY,
  lender_id       uuid NOT NULL,
  enterprise_id   uuid NOT NULL,
  contract_no     text NOT NULL,
  product         text NOT NULL,
  amount          numeric(20,2) NOT NULL,
  tenor_months    integer NOT NULL,
  signed_on       date NOT NULL,
  policy          text NOT NULL,
  policy_rule     jsonb,
  -- Of the quote: its day, when its rules were known, its grade, what was changed by hand, and the rates it gave.
  priced_on       date NOT NULL,
  priced_known_at timestamptz NOT NULL,
  quoted_grade    text NOT NULL,
  by_hand_bp      numeric(8,4) NOT NULL,
  rate            numeric(9,6) NOT NULL,
  reference_rate  numeric(9,6) NOT NULL,
  ends_on         date NOT NULL,
  test_days       date[] NOT NULL,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT repricing_plan_of_parties FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan (id, lender_id, enterprise_id)
);
CREATE INDEX repricing_plan_borrower ON repricing_plan (enterprise_id);
CREATE INDEX repricing_plan_recorded ON repricing_plan (recorded_at);
ALTER TABLE repricing_plan ENABLE ROW LEVEL SECURITY;
ALTER TABLE repricing_plan FORCE ROW LEVEL SECURITY;
CREATE POLICY repricing_plan_lender ON repricing_plan
  USING (current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()))
  WITH CHECK (current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()));
CREATE POLICY repricing_plan_auditor ON repricing_plan FOR SELECT USING (current_scope() = 'auditor');
GRANT SELECT, INSERT, UPDATE ON repricing_plan TO tandai_app;

-- 4. What decisions with the same inputs say alike: the document with five blanks for what differs from loan to loan (amount, annual
--    saving, contract number, rating, loan). It names no customer.
CREATE TABLE rate_wording (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parts       text[] NOT NULL CONSTRAINT rate_wording_between_blanks CHECK (cardinality(parts) = 6),
  hash        text NOT NULL CONSTRAINT rate_wording_once UNIQUE,
  -- What the next decision goes on from.
  lpr_on      date NOT NULL,
  held_grade  text,
  recorded_at timestamptz NOT NULL DEFAULT recording_instant()
);
CREATE TRIGGER rate_wording_append_only BEFORE UPDATE OR DELETE ON rate_wording FOR EACH ROW EXECUTE FUNCTION forbid_change();
ALTER TABLE rate_wording ENABLE ROW LEVEL SECURITY;
ALTER TABLE rate_wording FORCE ROW LEVEL SECURITY;
CREATE POLICY rate_wording_read ON rate_wording FOR SELECT USING (true);
CREATE POLICY rate_wording_add ON rate_wording FOR INSERT WITH CHECK (current_scope() = 'system');
GRANT SELECT, INSERT ON rate_wording TO tandai_app;

/* The document of one decision, byte for byte as a decision made by itself is written. */
CREATE FUNCTION worded(parts text[], amount numeric, annual_saving numeric, contract_no text, rating_id uuid, loan_id uuid) RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN parts[1] || to_json(amount::text) || parts[2] || to_json(annual_saving::text) || parts[3] || to_json(contract_no) || parts[4]
    || coalesce(to_json(rating_id)::text, 'null') || parts[5] || to_json(loan_id) || parts[6];
GRANT EXECUTE ON FUNCTION worded(text[], numeric, numeric, text, uuid, uuid) TO tandai_app;

-- 5. A decision carries its own document, or the wording that its run shares, with its own saving.
ALTER TABLE loan_rate ALTER COLUMN explanation DROP NOT NULL;
ALTER TABLE loan_rate
  ADD COLUMN wording_id bigint REFERENCES rate_wording,
  ADD COLUMN annual_saving numeric(20,2),
  ADD COLUMN job_run_id uuid REFERENCES job_run,
  ADD CONSTRAINT loan_rate_explained CHECK (num_nonnulls(explanation, wording_id) = 1),
  ADD CONSTRAINT loan_rate_worded_whole CHECK ((wording_id IS NULL) = (annual_saving IS NULL)),
  -- One key instead of three: the parties are those of the loan.
  DROP CONSTRAINT loan_rate_loan_id_fkey, DROP CONSTRAINT loan_rate_lender_id_fkey, DROP CONSTRAINT loan_rate_enterprise_id_fkey,
  ADD CONSTRAINT loan_rate_of_parties FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan (id, lender_id, enterprise_id);
-- A run decides a loan's day once, however often its chunk is tried.
CREATE UNIQUE INDEX loan_rate_once_a_run ON loan_rate (job_run_id, loan_id, effective_on) WHERE job_run_id IS NOT NULL;

-- 6. The ratings that a run may use, one for each lender and borrower with a consent to it, settled when the run is planned: a chunk that
--    is tried again decides the same. They go when the run ends.
CREATE TABLE rate_run_rating (
  run_id        uuid NOT NULL REFERENCES job_run,
  lender_id     uuid NOT NULL,
  enterprise_id uuid NOT NULL,
  rating_id     uuid NOT NULL,
  grade         text NOT NULL,
  as_of         date NOT NULL,
  usable_to     date,
  CONSTRAINT rate_run_rating_pkey PRIMARY KEY (run_id, lender_id, enterprise_id)
);
ALTER TABLE rate_run_rating ENABLE ROW LEVEL SECURITY;
ALTER TABLE rate_run_rating FORCE ROW LEVEL SECURITY;
CREATE POLICY rate_run_rating_system ON rate_run_rating USING (current_scope() = 'system') WITH CHECK (current_scope() = 'system');
GRANT SELECT, INSERT, DELETE ON rate_run_rating TO tandai_app;

-- 7. What has become known since an instant, for a run that goes by what changed.
CREATE INDEX rating_recorded ON rating (recorded_at);
CREATE INDEX consent_recorded ON consent (recorded_at);
CREATE INDEX consent_withdrawal_recorded ON consent_withdrawal (recorded_at);
CREATE INDEX ratchet_target_loan ON ratchet_target (loan_id);
CREATE INDEX ratchet_target_recorded ON ratchet_target (recorded_at);
CREATE INDEX ratchet_fact_recorded ON ratchet_fact (recorded_at);
CREATE INDEX loan_event_taken_back_recorded ON loan_event (recorded_at) WHERE kind = 'reversal';

/* The document of a decision, its own or worded. */
CREATE FUNCTION loan_rate_explanation(rate loan_rate) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(rate.explanation,
    (SELECT worded(w.parts, l.amount, rate.annual_saving, l.contract_no, rate.rating_id, l.id)::jsonb
     FROM rate_wording w, loan l WHERE w.id = rate.wording_id AND l.id = rate.loan_id));
GRANT EXECUTE ON FUNCTION loan_rate_explanation(loan_rate) TO tandai_app;
