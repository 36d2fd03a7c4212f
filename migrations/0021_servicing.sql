-- Facts of a loan in service, in the order in which they became known. A fact is never changed: a row of kind 'reversal' takes it back.
-- What was paid out are facts as well and stay in `disbursement`.
ALTER TABLE loan ADD CONSTRAINT loan_of_parties UNIQUE (id, lender_id, enterprise_id);

CREATE TABLE loan_event (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  loan_id       uuid NOT NULL,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  -- Rises by one with each row of the loan.
  no            integer NOT NULL CONSTRAINT loan_event_no_positive CHECK (no > 0),
  kind          text NOT NULL CONSTRAINT loan_event_kind_known CHECK (kind IN ('plan', 'payment', 'rate-change', 'pause', 'restructure', 'fee',
                                                                              'misuse', 'misuse-cleared', 'write-off', 'reversal')),
  on_date       date NOT NULL,
  -- What else the kind says: rates, dates and words as text.
  body          jsonb NOT NULL,
  amount        numeric(20,2) CONSTRAINT loan_event_amount_positive CHECK (amount > 0),
  reverses      uuid CONSTRAINT loan_event_reversed_once UNIQUE,
  reason        text,
  -- SHA-256 of the document that shows it.
  evidence_hash text CONSTRAINT loan_event_evidence_hash_form CHECK (evidence_hash ~ '^[0-9a-f]{64}$'),
  recorded_by   uuid REFERENCES user_account,
  business_date date NOT NULL,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT loan_event_no_key UNIQUE (loan_id, no),
  CONSTRAINT loan_event_of_loan UNIQUE (id, loan_id),
  CONSTRAINT loan_event_of_parties FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan (id, lender_id, enterprise_id),
  CONSTRAINT loan_event_reverses_own FOREIGN KEY (reverses, loan_id) REFERENCES loan_event (id, loan_id),
  CONSTRAINT loan_event_reversal_names_one CHECK ((kind = 'reversal') = (reverses IS NOT NULL)),
  CONSTRAINT loan_event_payment_has_amount CHECK (kind NOT IN ('payment', 'fee') OR amount IS NOT NULL)
);
CREATE UNIQUE INDEX loan_event_one_plan ON loan_event (loan_id) WHERE kind = 'plan';
CREATE TRIGGER loan_event_append_only BEFORE UPDATE OR DELETE ON loan_event FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- What a second person decides before it becomes a fact; the body is the command as it was worded.
CREATE TABLE servicing_request (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  loan_id       uuid NOT NULL,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  kind          text NOT NULL CONSTRAINT servicing_request_kind_known CHECK (kind IN ('pause', 'restructure', 'misuse', 'misuse-cleared', 'write-off',
                                                                                     'reversal')),
  body          jsonb NOT NULL,
  reason        text NOT NULL,
  evidence_hash text CONSTRAINT servicing_request_evidence_hash_form CHECK (evidence_hash ~ '^[0-9a-f]{64}$'),
  state         text NOT NULL DEFAULT 'PROPOSED' CONSTRAINT servicing_request_state_known CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED')),
  proposed_by   uuid NOT NULL REFERENCES user_account,
  business_date date NOT NULL,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  decided_by    uuid REFERENCES user_account,
  decided_at    timestamptz,
  opinion       text,
  event_id      uuid CONSTRAINT servicing_request_event_key UNIQUE,
  version       integer NOT NULL DEFAULT 1,
  CONSTRAINT servicing_request_second_person CHECK (decided_by <> proposed_by),
  CONSTRAINT servicing_request_decision_whole CHECK ((state = 'PROPOSED') = (num_nonnulls(decided_by, decided_at, opinion) = 0)
                                                     AND num_nonnulls(decided_by, decided_at, opinion) IN (0, 3)),
  CONSTRAINT servicing_request_approved_has_event CHECK ((state = 'APPROVED') = (event_id IS NOT NULL)),
  CONSTRAINT servicing_request_of_parties FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan (id, lender_id, enterprise_id),
  CONSTRAINT servicing_request_event_of_loan FOREIGN KEY (event_id, loan_id) REFERENCES loan_event (id, loan_id)
);
CREATE INDEX servicing_request_loan ON servicing_request (loan_id, recorded_at DESC, id);
CREATE INDEX servicing_request_open ON servicing_request (lender_id, recorded_at DESC, id) WHERE state = 'PROPOSED';

CREATE FUNCTION servicing_decided_as_worded() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'PROPOSED' THEN
    RAISE EXCEPTION 'a decided request stays as it is'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'servicing_request_decided_once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER servicing_request_decided_as_worded BEFORE UPDATE ON servicing_request
  FOR EACH ROW EXECUTE FUNCTION servicing_decided_as_worded();

-- What a loan is found by without replaying it: the day on which its book next changes by itself, days overdue and the category 五级分类.
ALTER TABLE loan_state
  ADD COLUMN next_event_on date,
  ADD COLUMN days_overdue integer NOT NULL DEFAULT 0 CONSTRAINT loan_state_days_overdue_counted CHECK (days_overdue >= 0),
  ADD COLUMN class text NOT NULL DEFAULT 'NORMAL'
    CONSTRAINT loan_state_class_known CHECK (class IN ('NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS')),
  ADD COLUMN restructured boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT loan_state_known,
  ADD CONSTRAINT loan_state_known CHECK (state IN ('CONTRACTED', 'DISBURSED', 'OVERDUE', 'SETTLED', 'WRITTEN_OFF'));
-- Loans paid out before are brought to date from their first day.
SELECT set_config('tandai.scope', 'system', true);
UPDATE loan_state s SET next_event_on = (SELECT min(d.disbursed_on) FROM disbursement d WHERE d.loan_id = s.loan_id)
WHERE s.state = 'DISBURSED';
SELECT set_config('tandai.scope', '', true);
CREATE INDEX loan_state_next_event ON loan_state (lender_id, next_event_on, loan_id) WHERE next_event_on IS NOT NULL;
GRANT UPDATE (next_event_on, days_overdue, class, restructured) ON loan_state TO tandai_app;

ALTER TABLE loan_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE loan_event FORCE ROW LEVEL SECURITY;
ALTER TABLE servicing_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE servicing_request FORCE ROW LEVEL SECURITY;
CREATE POLICY loan_event_parties ON loan_event FOR SELECT USING (
  current_scope() IN ('system', 'auditor')
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'central-bank' AND EXISTS (SELECT 1 FROM loan l WHERE l.id = loan_event.loan_id)));
CREATE POLICY loan_event_lender_adds ON loan_event FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation() AND recorded_by = current_user_account()));
-- A bank's own papers: the borrower sees what came of them.
CREATE POLICY servicing_request_read ON servicing_request FOR SELECT USING (
  current_scope() IN ('system', 'auditor') OR (current_scope() = 'lender' AND lender_id = current_organisation()));
CREATE POLICY servicing_request_propose ON servicing_request FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation() AND state = 'PROPOSED' AND proposed_by = current_user_account()
      AND num_nonnulls(decided_by, decided_at, opinion, event_id) = 0));
CREATE POLICY servicing_request_decide ON servicing_request FOR UPDATE
  USING (current_scope() = 'lender' AND lender_id = current_organisation())
  WITH CHECK (current_scope() = 'lender' AND lender_id = current_organisation() AND state <> 'PROPOSED' AND decided_by = current_user_account());

GRANT SELECT, INSERT ON loan_event, servicing_request TO tandai_app;
GRANT UPDATE (state, decided_by, decided_at, opinion, event_id, version) ON servicing_request TO tandai_app;
