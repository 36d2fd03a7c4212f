-- The life of a re-loan after the grant: what happens to it (facts), how it stands now, what somebody else decides first, which loans back
-- it, and what the branch's monthly checks found.

ALTER TABLE reloan ADD CONSTRAINT reloan_parties_key UNIQUE (id, lender_id, central_bank_id);
ALTER TABLE reloan_filing ADD CONSTRAINT reloan_filing_parties_key UNIQUE (id, lender_id, central_bank_id);

-- 年内周转: what is returned can be drawn again while the quota is valid; otherwise the limit falls with it.
ALTER TABLE reloan_quota
  ADD COLUMN revolves boolean NOT NULL DEFAULT true,
  DROP CONSTRAINT reloan_quota_limit_positive,
  ADD CONSTRAINT reloan_quota_limit_positive CHECK (limit_amount > 0 OR (limit_amount = 0 AND state = 'ACTIVE'));

-- What comes back, in one statement: the quota last of the locks. Null when the quota has not so much drawn.
CREATE FUNCTION give_back_to_quota(quota uuid, amount numeric, stays boolean, on_day date, subject uuid, by_user uuid) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
DECLARE
  moved reloan_quota%ROWTYPE;
BEGIN
  UPDATE reloan_quota q SET drawn = q.drawn - amount, limit_amount = q.limit_amount - CASE WHEN stays THEN 0 ELSE amount END, version = q.version + 1
  WHERE q.id = quota AND q.drawn >= amount
  RETURNING * INTO moved;
  IF moved.id IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO reloan_quota_movement (quota_id, central_bank_id, lender_id, kind, amount, moved_on, subject_id, recorded_by)
  VALUES (quota, moved.central_bank_id, moved.lender_id, 'RETURNED', amount, on_day, subject, by_user);
  IF NOT stays THEN
    INSERT INTO reloan_quota_movement (quota_id, central_bank_id, lender_id, kind, amount, moved_on, subject_id, recorded_by)
    VALUES (quota, moved.central_bank_id, moved.lender_id, 'REDUCED', amount, on_day, subject, by_user);
  END IF;
  RETURN moved.version;
END $$;
GRANT EXECUTE ON FUNCTION give_back_to_quota(uuid, numeric, boolean, date, uuid, uuid) TO tandai_app;

-- 1. What a bank or the branch proposes and the branch decides. The wording never changes; the decision comes once, from somebody else.
CREATE TABLE reloan_proposal (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  reloan_id       uuid NOT NULL,
  central_bank_id uuid NOT NULL REFERENCES organisation,
  lender_id       uuid NOT NULL REFERENCES organisation,
  kind            text NOT NULL CONSTRAINT reloan_proposal_kind_known CHECK (kind IN ('RETURN', 'EXTENSION', 'SUBSTITUTION', 'CLAWBACK')),
  on_date         date NOT NULL,
  amount          numeric(20,2) CONSTRAINT reloan_proposal_amount_positive CHECK (amount > 0),
  -- What else the kind says: months of an extension, loans of a substitution, the reason code of a claw-back.
  body            jsonb NOT NULL,
  reason          text NOT NULL,
  -- SHA-256 of the document that shows it.
  evidence_hash   text CONSTRAINT reloan_proposal_evidence_hash_form CHECK (evidence_hash ~ '^[0-9a-f]{64}$'),
  state           text NOT NULL DEFAULT 'PROPOSED' CONSTRAINT reloan_proposal_state_known CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED')),
  proposed_by     uuid NOT NULL REFERENCES user_account,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  decided_by      uuid REFERENCES user_account,
  decided_at      timestamptz,
  opinion         text,
  version         integer NOT NULL DEFAULT 1,
  CONSTRAINT reloan_proposal_parties_key UNIQUE (id, reloan_id, lender_id, central_bank_id),
  CONSTRAINT reloan_proposal_of_parties FOREIGN KEY (reloan_id, lender_id, central_bank_id) REFERENCES reloan (id, lender_id, central_bank_id),
  CONSTRAINT reloan_proposal_second_person CHECK (decided_by <> proposed_by),
  CONSTRAINT reloan_proposal_decision_whole CHECK (num_nonnulls(decided_by, decided_at, opinion) = CASE state WHEN 'PROPOSED' THEN 0 ELSE 3 END),
  CONSTRAINT reloan_proposal_money_named CHECK ((kind IN ('RETURN', 'CLAWBACK')) = (amount IS NOT NULL)),
  CONSTRAINT reloan_proposal_clawback_founded CHECK (kind <> 'CLAWBACK' OR (evidence_hash IS NOT NULL AND body ? 'reasonCode'))
);
-- One of the bank's and one of the branch's may wait at a time.
CREATE UNIQUE INDEX reloan_proposal_one_open ON reloan_proposal (reloan_id, (kind = 'CLAWBACK')) WHERE state = 'PROPOSED';
CREATE INDEX reloan_proposal_lender ON reloan_proposal (lender_id, recorded_at DESC, id);
CREATE INDEX reloan_proposal_central_bank ON reloan_proposal (central_bank_id, recorded_at DESC, id);
CREATE INDEX reloan_proposal_reloan ON reloan_proposal (reloan_id, recorded_at);

CREATE FUNCTION reloan_proposal_decided_once() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'PROPOSED' THEN
    RAISE EXCEPTION 'a decided proposal stays as it is'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reloan_proposal_decided_once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reloan_proposal_decided_once BEFORE UPDATE ON reloan_proposal FOR EACH ROW EXECUTE FUNCTION reloan_proposal_decided_once();

-- 2. Facts of a re-loan after it was drawn, in the order in which they became known.
CREATE TABLE reloan_event (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  reloan_id       uuid NOT NULL,
  central_bank_id uuid NOT NULL REFERENCES organisation,
  lender_id       uuid NOT NULL REFERENCES organisation,
  -- Rises by one with each row of the re-loan.
  no              integer NOT NULL CONSTRAINT reloan_event_no_positive CHECK (no > 0),
  kind            text NOT NULL CONSTRAINT reloan_event_kind_known CHECK (kind IN ('returned', 'extended', 'substituted', 'clawed-back', 'overdue')),
  on_date         date NOT NULL,
  amount          numeric(20,2) CONSTRAINT reloan_event_amount_positive CHECK (amount > 0),
  -- extended: {from, dueOn, months, totalMonths, ratePercent, …}; substituted: {out: [loan], in: [{loan, amount}]}; with the rule rows.
  body            jsonb NOT NULL,
  proposal_id     uuid CONSTRAINT reloan_event_proposal_key UNIQUE,
  recorded_by     uuid REFERENCES user_account,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT reloan_event_no_key UNIQUE (reloan_id, no),
  CONSTRAINT reloan_event_of_parties FOREIGN KEY (reloan_id, lender_id, central_bank_id) REFERENCES reloan (id, lender_id, central_bank_id),
  CONSTRAINT reloan_event_of_proposal FOREIGN KEY (proposal_id, reloan_id, lender_id, central_bank_id)
    REFERENCES reloan_proposal (id, reloan_id, lender_id, central_bank_id),
  CONSTRAINT reloan_event_decided CHECK ((kind = 'overdue') = (proposal_id IS NULL)),
  CONSTRAINT reloan_event_money_named CHECK ((kind IN ('returned', 'clawed-back')) = (amount IS NOT NULL))
);
CREATE UNIQUE INDEX reloan_event_overdue_once ON reloan_event (reloan_id, on_date) WHERE kind = 'overdue';
CREATE TRIGGER reloan_event_append_only BEFORE UPDATE OR DELETE ON reloan_event FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- 3. How a re-loan stands now: its facts added up by the database itself, and the row that whoever changes it holds.
CREATE TABLE reloan_state (
  reloan_id       uuid PRIMARY KEY,
  quota_id        uuid NOT NULL REFERENCES reloan_quota,
  central_bank_id uuid NOT NULL REFERENCES organisation,
  lender_id       uuid NOT NULL REFERENCES organisation,
  balance         numeric(20,2) NOT NULL CONSTRAINT reloan_state_balance_not_negative CHECK (balance >= 0),
  due_on          date NOT NULL,
  term_months     integer NOT NULL,
  rate            numeric(9,6) NOT NULL,
  extensions      integer NOT NULL DEFAULT 0,
  state           text NOT NULL CONSTRAINT reloan_state_known CHECK (state IN ('LIVE', 'OVERDUE', 'REPAID', 'CLAWED_BACK')),
  last_no         integer NOT NULL DEFAULT 0,
  version         integer NOT NULL DEFAULT 1,
  CONSTRAINT reloan_state_of_parties FOREIGN KEY (reloan_id, lender_id, central_bank_id) REFERENCES reloan (id, lender_id, central_bank_id),
  CONSTRAINT reloan_state_ended_owes_nothing CHECK ((balance = 0) = (state IN ('REPAID', 'CLAWED_BACK')))
) WITH (fillfactor = 50);
CREATE INDEX reloan_state_quota ON reloan_state (quota_id) WHERE balance > 0;
CREATE INDEX reloan_state_live ON reloan_state (central_bank_id, lender_id, due_on) WHERE balance > 0;

-- 4. Which loans back what. A filed loan is claimed by its filing, a substitute by its proposal; each draw and each substitute names its
--    re-loan. All live rows of a loan have one claim: a loan backs one filing of one facility, or one re-loan as a substitute.
CREATE TABLE reloan_backing (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  loan_id         uuid NOT NULL,
  enterprise_id   uuid NOT NULL REFERENCES enterprise,
  lender_id       uuid NOT NULL REFERENCES organisation,
  central_bank_id uuid NOT NULL REFERENCES organisation,
  filing_id       uuid NOT NULL,
  -- Null: only claimed, by its filing or by a proposal that waits.
  reloan_id       uuid,
  proposal_id     uuid REFERENCES reloan_proposal,
  claim           uuid NOT NULL GENERATED ALWAYS AS (coalesce(proposal_id, filing_id)) STORED,
  -- What it stands for of the re-loan.
  amount          numeric(20,2) CONSTRAINT reloan_backing_amount_positive CHECK (amount > 0),
  live            boolean NOT NULL DEFAULT true,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT reloan_backing_of_loan FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan (id, lender_id, enterprise_id),
  CONSTRAINT reloan_backing_of_filing FOREIGN KEY (filing_id, lender_id, central_bank_id) REFERENCES reloan_filing (id, lender_id, central_bank_id),
  CONSTRAINT reloan_backing_of_reloan FOREIGN KEY (reloan_id, lender_id, central_bank_id) REFERENCES reloan (id, lender_id, central_bank_id),
  CONSTRAINT reloan_backing_amount_of_reloan CHECK ((reloan_id IS NULL) = (amount IS NULL)),
  CONSTRAINT reloan_backing_one_claim EXCLUDE USING gist (loan_id WITH =, claim WITH <>) WHERE (live)
);
CREATE UNIQUE INDEX reloan_backing_substitutes_once ON reloan_backing (loan_id) WHERE live AND proposal_id IS NOT NULL;
CREATE INDEX reloan_backing_loan ON reloan_backing (loan_id) WHERE live;
CREATE INDEX reloan_backing_reloan ON reloan_backing (reloan_id);
CREATE INDEX reloan_backing_filing ON reloan_backing (filing_id, loan_id);
CREATE INDEX reloan_backing_proposal ON reloan_backing (proposal_id) WHERE proposal_id IS NOT NULL;

-- 5. What the monthly checks found. The first wording stays; where it stands moves by steps.
CREATE TABLE reloan_finding (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  central_bank_id uuid NOT NULL REFERENCES organisation,
  lender_id       uuid NOT NULL REFERENCES organisation,
  month           char(7) NOT NULL CONSTRAINT reloan_finding_month_form CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  check_code      text NOT NULL CONSTRAINT reloan_finding_check_known
                    CHECK (check_code IN ('Q1', 'Q2', 'E1', 'E2', 'E3', 'E4', 'E5', 'P1', 'T1', 'C1', 'R1')),
  subject_kind    text NOT NULL CONSTRAINT reloan_finding_subject_known CHECK (subject_kind IN ('quota', 'reloan', 'loan', 'lender')),
  subject_id      uuid NOT NULL,
  severity        text NOT NULL CONSTRAINT reloan_finding_severity_known CHECK (severity IN ('BREACH', 'WARNING', 'NOTE')),
  facts           jsonb NOT NULL,
  state           text NOT NULL DEFAULT 'OPEN' CONSTRAINT reloan_finding_state_known CHECK (state IN ('OPEN', 'ANSWERED', 'ACCEPTED', 'REOPENED')),
  found_on        date NOT NULL,
  -- Computed once by the working calendar; the parameter row it went by.
  deadline_on     date NOT NULL,
  clock_rule_id   bigint NOT NULL REFERENCES rule,
  version         integer NOT NULL DEFAULT 1,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT reloan_finding_once_a_month UNIQUE (central_bank_id, month, check_code, subject_id),
  CONSTRAINT reloan_finding_parties_key UNIQUE (id, lender_id, central_bank_id)
);
CREATE INDEX reloan_finding_lender ON reloan_finding (lender_id, recorded_at DESC, id);
CREATE INDEX reloan_finding_central_bank ON reloan_finding (central_bank_id, recorded_at DESC, id);

CREATE TABLE reloan_finding_step (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  finding_id      uuid NOT NULL,
  central_bank_id uuid NOT NULL REFERENCES organisation,
  lender_id       uuid NOT NULL REFERENCES organisation,
  no              integer NOT NULL CONSTRAINT reloan_finding_step_no_positive CHECK (no > 0),
  state           text NOT NULL CONSTRAINT reloan_finding_step_state_known CHECK (state IN ('ANSWERED', 'ACCEPTED', 'REOPENED')),
  on_date         date NOT NULL,
  opinion         text NOT NULL,
  evidence_hash   text CONSTRAINT reloan_finding_step_evidence_hash_form CHECK (evidence_hash ~ '^[0-9a-f]{64}$'),
  taken_by        uuid NOT NULL REFERENCES user_account,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT reloan_finding_step_key UNIQUE (finding_id, no),
  CONSTRAINT reloan_finding_step_of_finding FOREIGN KEY (finding_id, lender_id, central_bank_id)
    REFERENCES reloan_finding (id, lender_id, central_bank_id)
);
CREATE TRIGGER reloan_finding_step_append_only BEFORE UPDATE OR DELETE ON reloan_finding_step FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- 6. What follows by itself.
-- A filing claims its loans, and a loan that is taken out of its filing is free.
CREATE FUNCTION filed_loans_are_claimed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO reloan_backing (loan_id, enterprise_id, lender_id, central_bank_id, filing_id)
  SELECT f.loan_id, f.enterprise_id, f.lender_id, f.central_bank_id, f.filing_id FROM filed f WHERE f.live ORDER BY f.loan_id;
  RETURN NULL;
END $$;
CREATE TRIGGER reloan_filing_loan_claims AFTER INSERT ON reloan_filing_loan REFERENCING NEW TABLE AS filed
  FOR EACH STATEMENT EXECUTE FUNCTION filed_loans_are_claimed();
CREATE FUNCTION freed_loans_are_not_claimed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE reloan_backing b SET live = false
  FROM before_step o JOIN after_step n USING (filing_id, loan_id)
  WHERE o.live AND NOT n.live AND b.filing_id = n.filing_id AND b.loan_id = n.loan_id AND b.proposal_id IS NULL AND b.live;
  RETURN NULL;
END $$;
CREATE TRIGGER reloan_filing_loan_frees AFTER UPDATE ON reloan_filing_loan REFERENCING OLD TABLE AS before_step NEW TABLE AS after_step
  FOR EACH STATEMENT EXECUTE FUNCTION freed_loans_are_not_claimed();

-- A re-loan begins with its whole amount, backed by its loan, and never before that loan was paid out (I-20), unless its filing borrows
-- first 先借后贷.
CREATE FUNCTION reloan_begins() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM disbursement d WHERE d.loan_id = NEW.loan_id AND d.disbursed_on > NEW.drawn_on)
     AND NOT EXISTS (SELECT 1 FROM reloan_filing f WHERE f.id = NEW.filing_id AND f.mode = 'BORROW_FIRST') THEN
    RAISE EXCEPTION 'a re-loan is drawn no earlier than its loan is paid out'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reloan_not_before_its_loan';
  END IF;
  INSERT INTO reloan_state (reloan_id, quota_id, central_bank_id, lender_id, balance, due_on, term_months, rate, state)
  VALUES (NEW.id, NEW.quota_id, NEW.central_bank_id, NEW.lender_id, NEW.amount, NEW.due_on, NEW.term_months, NEW.rate, 'LIVE');
  INSERT INTO reloan_backing (loan_id, enterprise_id, lender_id, central_bank_id, filing_id, reloan_id, amount)
  SELECT f.loan_id, f.enterprise_id, f.lender_id, f.central_bank_id, f.filing_id, NEW.id, NEW.amount
  FROM reloan_filing_loan f WHERE f.filing_id = NEW.filing_id AND f.loan_id = NEW.loan_id;
  RETURN NULL;
END $$;
CREATE TRIGGER reloan_begins AFTER INSERT ON reloan FOR EACH ROW EXECUTE FUNCTION reloan_begins();

CREATE FUNCTION reloan_event_moves_state() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  left_of_it numeric(20,2);
BEGIN
  IF NEW.on_date < (SELECT r.drawn_on FROM reloan r WHERE r.id = NEW.reloan_id) THEN
    RAISE EXCEPTION 'nothing happens to a re-loan before it is drawn'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reloan_event_not_before_draw';
  END IF;
  SELECT s.balance - coalesce(NEW.amount, 0) INTO left_of_it FROM reloan_state s WHERE s.reloan_id = NEW.reloan_id;
  UPDATE reloan_state s SET
    balance = left_of_it,
    due_on = CASE NEW.kind WHEN 'extended' THEN (NEW.body ->> 'dueOn')::date ELSE s.due_on END,
    term_months = CASE NEW.kind WHEN 'extended' THEN (NEW.body ->> 'totalMonths')::integer ELSE s.term_months END,
    rate = CASE NEW.kind WHEN 'extended' THEN (NEW.body ->> 'ratePercent')::numeric ELSE s.rate END,
    extensions = s.extensions + (NEW.kind = 'extended')::integer,
    state = CASE WHEN left_of_it = 0 AND s.balance > 0 THEN CASE NEW.kind WHEN 'clawed-back' THEN 'CLAWED_BACK' ELSE 'REPAID' END
                 WHEN NEW.kind = 'overdue' THEN 'OVERDUE' ELSE s.state END,
    last_no = NEW.no,
    version = s.version + 1
  WHERE s.reloan_id = NEW.reloan_id AND s.last_no = NEW.no - 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'facts of a re-loan are numbered one after the other'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reloan_event_no_in_order';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER reloan_event_moves_state AFTER INSERT ON reloan_event FOR EACH ROW EXECUTE FUNCTION reloan_event_moves_state();

-- 7. Re-loans drawn and loans filed before.
SELECT set_config('tandai.scope', 'system', true);
INSERT INTO reloan_state (reloan_id, quota_id, central_bank_id, lender_id, balance, due_on, term_months, rate, state)
SELECT id, quota_id, central_bank_id, lender_id, amount, due_on, term_months, rate, 'LIVE' FROM reloan;
INSERT INTO reloan_backing (loan_id, enterprise_id, lender_id, central_bank_id, filing_id, recorded_at)
SELECT f.loan_id, f.enterprise_id, f.lender_id, f.central_bank_id, f.filing_id, g.recorded_at
FROM reloan_filing_loan f JOIN reloan_filing g ON g.id = f.filing_id WHERE f.live;
INSERT INTO reloan_backing (loan_id, enterprise_id, lender_id, central_bank_id, filing_id, reloan_id, amount, recorded_at)
SELECT f.loan_id, f.enterprise_id, f.lender_id, f.central_bank_id, f.filing_id, r.id, r.amount, r.recorded_at
FROM reloan r JOIN reloan_filing_loan f ON f.filing_id = r.filing_id AND f.loan_id = r.loan_id;
SELECT set_config('tandai.scope', '', true);

-- 8. Who sees and writes what. Both sides see what is theirs; the bank proposes and answers, the branch decides and records.
DO $$
DECLARE
  shared_table text;
BEGIN
  FOREACH shared_table IN ARRAY ARRAY['reloan_proposal', 'reloan_event', 'reloan_state', 'reloan_backing', 'reloan_finding', 'reloan_finding_step']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', shared_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', shared_table);
    EXECUTE format($p$CREATE POLICY %1$I_parties ON %1$I FOR SELECT USING (
      current_scope() IN ('system', 'auditor')
      OR (current_scope() = 'lender' AND lender_id = current_organisation())
      OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation()))$p$, shared_table);
  END LOOP;
  FOREACH shared_table IN ARRAY ARRAY['reloan_state', 'reloan_backing']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_branch_updates ON %1$I FOR UPDATE
      USING (current_scope() = 'system' OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation()))
      WITH CHECK (current_scope() = 'system' OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation()))$p$, shared_table);
  END LOOP;
END $$;
CREATE POLICY reloan_proposal_propose ON reloan_proposal FOR INSERT WITH CHECK (
  state = 'PROPOSED' AND proposed_by = current_user_account() AND num_nonnulls(decided_by, decided_at, opinion) = 0
  AND ((current_scope() = 'lender' AND lender_id = current_organisation() AND kind <> 'CLAWBACK')
    OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation() AND kind = 'CLAWBACK')));
CREATE POLICY reloan_proposal_decide ON reloan_proposal FOR UPDATE
  USING (current_scope() = 'central-bank' AND central_bank_id = current_organisation())
  WITH CHECK (current_scope() = 'central-bank' AND central_bank_id = current_organisation() AND state <> 'PROPOSED'
              AND decided_by = current_user_account());
CREATE POLICY reloan_event_branch_adds ON reloan_event FOR INSERT WITH CHECK (
  (current_scope() = 'system' AND kind = 'overdue')
  OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation() AND recorded_by = current_user_account()));
CREATE POLICY reloan_state_branch_adds ON reloan_state FOR INSERT WITH CHECK (
  current_scope() = 'system' OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation()));
-- A loan comes into the branch's sight by its lender alone: as filed, or offered in a proposal that waits.
CREATE POLICY reloan_backing_lender_claims ON reloan_backing FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation() AND live AND reloan_id IS NULL
      AND (proposal_id IS NULL
           OR EXISTS (SELECT 1 FROM reloan_proposal p WHERE p.id = proposal_id AND p.lender_id = reloan_backing.lender_id
                        AND p.kind = 'SUBSTITUTION' AND p.state = 'PROPOSED' AND p.proposed_by = current_user_account()))));
CREATE POLICY reloan_backing_branch_adds ON reloan_backing FOR INSERT WITH CHECK (
  current_scope() = 'central-bank' AND central_bank_id = current_organisation() AND reloan_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM reloan_filing_loan f
              WHERE f.filing_id = reloan_backing.filing_id AND f.loan_id = reloan_backing.loan_id AND f.central_bank_id = current_organisation()));
CREATE POLICY reloan_finding_found ON reloan_finding FOR INSERT WITH CHECK (current_scope() = 'system' AND state = 'OPEN');
CREATE POLICY reloan_finding_moves ON reloan_finding FOR UPDATE
  USING ((current_scope() = 'lender' AND lender_id = current_organisation() AND state IN ('OPEN', 'REOPENED'))
         OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation() AND state = 'ANSWERED'))
  WITH CHECK ((current_scope() = 'lender' AND lender_id = current_organisation() AND state = 'ANSWERED')
              OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation() AND state IN ('ACCEPTED', 'REOPENED')));
CREATE POLICY reloan_finding_step_add ON reloan_finding_step FOR INSERT WITH CHECK (
  taken_by = current_user_account()
  AND ((current_scope() = 'lender' AND lender_id = current_organisation() AND state = 'ANSWERED')
    OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation() AND state <> 'ANSWERED')));

GRANT SELECT, INSERT ON reloan_proposal, reloan_event, reloan_state, reloan_backing, reloan_finding, reloan_finding_step TO tandai_app;
GRANT UPDATE (state, decided_by, decided_at, opinion, version) ON reloan_proposal TO tandai_app;
GRANT UPDATE (balance, due_on, term_months, rate, extensions, state, last_no, version) ON reloan_state TO tandai_app;
GRANT UPDATE (reloan_id, amount, live) ON reloan_backing TO tandai_app;
GRANT UPDATE (state, deadline_on, clock_rule_id, version) ON reloan_finding TO tandai_app;

-- The branch sees a substitute as it sees a filed loan: while it is offered, and once it has backed a re-loan.
CREATE OR REPLACE FUNCTION before_branch(loan uuid, branch uuid) RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (SELECT 1 FROM reloan_filing_loan f WHERE f.loan_id = loan AND f.central_bank_id = branch AND f.live)
      OR EXISTS (SELECT 1 FROM reloan r WHERE r.loan_id = loan AND r.central_bank_id = branch)
      OR EXISTS (SELECT 1 FROM reloan_backing b WHERE b.loan_id = loan AND b.central_bank_id = branch AND (b.live OR b.reloan_id IS NOT NULL));
ALTER POLICY loan_classification_read ON loan_classification USING (
  current_scope() IN ('system', 'auditor')
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'central-bank'
      AND (EXISTS (SELECT 1 FROM reloan_filing_loan f WHERE f.loan_id = loan_classification.loan_id AND f.central_bank_id = current_organisation())
           OR before_branch(loan_id, current_organisation()))));
