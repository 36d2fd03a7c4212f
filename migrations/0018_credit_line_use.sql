-- Use of credit lines. A line is the chain of its versions: `line_id` is the first version's id, and what is reserved and used belongs to
-- the line, whatever its limit has become.
ALTER TABLE credit_line NO FORCE ROW LEVEL SECURITY;
ALTER TABLE credit_line DISABLE TRIGGER credit_line_append_only;
ALTER TABLE credit_line
  ADD COLUMN line_id uuid,
  -- Principal repaid can be used again. Imported lines do not say: revolving is assumed.
  ADD COLUMN revolving boolean NOT NULL DEFAULT true;
WITH RECURSIVE chain AS (
  SELECT id, id AS line_id FROM credit_line WHERE supersedes IS NULL
  UNION ALL
  SELECT c.id, chain.line_id FROM credit_line c JOIN chain ON c.supersedes = chain.id)
UPDATE credit_line SET line_id = chain.line_id FROM chain WHERE chain.id = credit_line.id;
ALTER TABLE credit_line ENABLE TRIGGER credit_line_append_only;
ALTER TABLE credit_line ALTER COLUMN line_id SET NOT NULL;
ALTER TABLE credit_line
  ADD CONSTRAINT credit_line_of_line FOREIGN KEY (line_id) REFERENCES credit_line,
  ADD CONSTRAINT credit_line_parties UNIQUE (id, lender_id, enterprise_id, product),
  ADD CONSTRAINT credit_line_supersedes_its_own FOREIGN KEY (supersedes, lender_id, enterprise_id, product)
    REFERENCES credit_line (id, lender_id, enterprise_id, product),
  ADD CONSTRAINT credit_line_period_ordered CHECK (effective_to IS NULL OR effective_to >= effective_from);
CREATE INDEX credit_line_versions ON credit_line (line_id, effective_from);

-- What a contract reserved on; most loans of a bank may have no line.
ALTER TABLE loan
  ADD COLUMN credit_line_id uuid,
  ADD CONSTRAINT loan_credit_line_parties FOREIGN KEY (credit_line_id, lender_id, enterprise_id, product)
    REFERENCES credit_line (id, lender_id, enterprise_id, product);
CREATE INDEX loan_credit_line ON loan (credit_line_id) WHERE credit_line_id IS NOT NULL;

-- How a line stands now: whoever reserves, draws or changes it holds this row.
CREATE TABLE credit_line_standing (
  line_id        uuid PRIMARY KEY REFERENCES credit_line,
  -- The last version.
  credit_line_id uuid NOT NULL,
  lender_id      uuid NOT NULL REFERENCES organisation,
  enterprise_id  uuid NOT NULL REFERENCES enterprise,
  product        text NOT NULL,
  revolving      boolean NOT NULL,
  limit_amount   numeric(20,2) NOT NULL,
  reserved       numeric(20,2) NOT NULL DEFAULT 0 CONSTRAINT credit_line_reserved_not_negative CHECK (reserved >= 0),
  used           numeric(20,2) NOT NULL DEFAULT 0 CONSTRAINT credit_line_used_not_negative CHECK (used >= 0),
  version        integer NOT NULL DEFAULT 1,
  CONSTRAINT credit_line_not_overdrawn CHECK (reserved + used <= limit_amount),
  CONSTRAINT credit_line_standing_parties UNIQUE (line_id, lender_id, enterprise_id),
  CONSTRAINT credit_line_standing_of_version FOREIGN KEY (credit_line_id, lender_id, enterprise_id, product)
    REFERENCES credit_line (id, lender_id, enterprise_id, product)
) WITH (fillfactor = 50);

-- What the line was on any day is the sum of its movements up to then. `reserve` sets aside for a contract and `release` gives back what
-- is not drawn; `draw` uses what was reserved; `repay` frees what was used, `redraw` uses it again when a repayment is reversed.
CREATE TABLE credit_line_movement (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  line_id        uuid NOT NULL,
  -- The version that stood when it was recorded.
  credit_line_id uuid NOT NULL REFERENCES credit_line,
  lender_id      uuid NOT NULL REFERENCES organisation,
  enterprise_id  uuid NOT NULL REFERENCES enterprise,
  kind           text NOT NULL CONSTRAINT credit_line_movement_kind_known
                   CHECK (kind IN ('open', 'change', 'reserve', 'release', 'draw', 'repay', 'redraw')),
  -- Of a change: what the limit rises by, negative where it falls, zero where only the period changes.
  amount         numeric(20,2) NOT NULL CONSTRAINT credit_line_movement_amount_positive CHECK (amount > 0 OR kind = 'change'),
  loan_id        uuid REFERENCES loan,
  moved_on       date NOT NULL,
  limit_after    numeric(20,2) NOT NULL,
  reserved_after numeric(20,2) NOT NULL,
  used_after     numeric(20,2) NOT NULL,
  recorded_by    uuid REFERENCES user_account,
  recorded_at    timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT credit_line_movement_of_loan CHECK ((kind IN ('open', 'change')) = (loan_id IS NULL)),
  CONSTRAINT credit_line_movement_of_line FOREIGN KEY (line_id, lender_id, enterprise_id)
    REFERENCES credit_line_standing (line_id, lender_id, enterprise_id)
);
CREATE INDEX credit_line_movement_line ON credit_line_movement (line_id, moved_on, id);
CREATE INDEX credit_line_movement_loan ON credit_line_movement (loan_id) WHERE loan_id IS NOT NULL;

INSERT INTO credit_line_standing (line_id, credit_line_id, lender_id, enterprise_id, product, revolving, limit_amount)
SELECT c.line_id, c.id, c.lender_id, c.enterprise_id, c.product, c.revolving, c.limit_amount
FROM credit_line c WHERE NOT EXISTS (SELECT 1 FROM credit_line s WHERE s.supersedes = c.id);
INSERT INTO credit_line_movement (line_id, credit_line_id, lender_id, enterprise_id, kind, amount, moved_on, limit_after, reserved_after,
  used_after, recorded_by, recorded_at)
SELECT c.line_id, c.id, c.lender_id, c.enterprise_id, CASE WHEN p.id IS NULL THEN 'open' ELSE 'change' END,
       c.limit_amount - coalesce(p.limit_amount, 0), c.effective_from, c.limit_amount, 0, 0, c.recorded_by, c.recorded_at
FROM credit_line c LEFT JOIN credit_line p ON p.id = c.supersedes
ORDER BY c.recorded_at, c.id;
CREATE TRIGGER credit_line_movement_append_only BEFORE UPDATE OR DELETE ON credit_line_movement
  FOR EACH ROW EXECUTE FUNCTION forbid_change();
ALTER TABLE credit_line FORCE ROW LEVEL SECURITY;

-- A version joins its line, however it is entered, and a line revolves or not for good.
CREATE FUNCTION credit_line_joins_its_line() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  before credit_line;
BEGIN
  IF NEW.supersedes IS NULL THEN
    NEW.line_id := NEW.id;
    RETURN NEW;
  END IF;
  SELECT * INTO before FROM credit_line c WHERE c.id = NEW.supersedes;
  IF before.revolving <> NEW.revolving THEN
    RAISE EXCEPTION 'a line revolves or not for good' USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_line_revolving_kept';
  END IF;
  NEW.line_id := before.line_id;
  RETURN NEW;
END $$;
CREATE TRIGGER credit_line_joins_its_line BEFORE INSERT ON credit_line FOR EACH ROW EXECUTE FUNCTION credit_line_joins_its_line();

-- Every line stands from its first version on, and every version moves it.
CREATE FUNCTION credit_line_stands() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  stands credit_line_standing;
  before numeric := 0;
BEGIN
  IF NEW.supersedes IS NULL THEN
    INSERT INTO credit_line_standing (line_id, credit_line_id, lender_id, enterprise_id, product, revolving, limit_amount)
    VALUES (NEW.id, NEW.id, NEW.lender_id, NEW.enterprise_id, NEW.product, NEW.revolving, NEW.limit_amount)
    RETURNING * INTO stands;
  ELSE
    SELECT c.limit_amount INTO before FROM credit_line c WHERE c.id = NEW.supersedes;
    UPDATE credit_line_standing s SET credit_line_id = NEW.id, limit_amount = NEW.limit_amount, version = s.version + 1
    WHERE s.line_id = NEW.line_id AND s.credit_line_id = NEW.supersedes
    RETURNING * INTO STRICT stands;
  END IF;
  INSERT INTO credit_line_movement (line_id, credit_line_id, lender_id, enterprise_id, kind, amount, moved_on, limit_after, reserved_after,
    used_after, recorded_by, recorded_at)
  VALUES (NEW.line_id, NEW.id, NEW.lender_id, NEW.enterprise_id, CASE WHEN NEW.supersedes IS NULL THEN 'open' ELSE 'change' END,
    NEW.limit_amount - before, NEW.effective_from, stands.limit_amount, stands.reserved, stands.used,
    coalesce(NEW.recorded_by, current_user_account()), NEW.recorded_at);
  RETURN NULL;
END $$;
CREATE TRIGGER credit_line_stands AFTER INSERT ON credit_line FOR EACH ROW EXECUTE FUNCTION credit_line_stands();

-- An officer proposes a line or another version of one; somebody else decides, once.
CREATE TABLE credit_line_proposal (
  id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  lender_id      uuid NOT NULL REFERENCES organisation,
  enterprise_id  uuid NOT NULL REFERENCES enterprise,
  product        text NOT NULL,
  -- The version it would take the place of; null for a new line.
  supersedes     uuid,
  limit_amount   numeric(20,2) NOT NULL CONSTRAINT credit_line_proposal_limit_positive CHECK (limit_amount > 0),
  revolving      boolean NOT NULL,
  effective_from date NOT NULL,
  effective_to   date,
  document_no    text NOT NULL,
  state          text NOT NULL CONSTRAINT credit_line_proposal_state_known CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED')),
  proposed_by    uuid NOT NULL REFERENCES user_account,
  decided_by     uuid REFERENCES user_account,
  opinion        text,
  -- The version it became.
  credit_line_id uuid REFERENCES credit_line,
  version        integer NOT NULL DEFAULT 1,
  recorded_at    timestamptz NOT NULL DEFAULT recording_instant(),
  decided_at     timestamptz,
  CONSTRAINT credit_line_proposal_supersedes_its_own FOREIGN KEY (supersedes, lender_id, enterprise_id, product)
    REFERENCES credit_line (id, lender_id, enterprise_id, product),
  CONSTRAINT credit_line_proposal_period_ordered CHECK (effective_to IS NULL OR effective_to >= effective_from),
  CONSTRAINT credit_line_proposal_maker_is_not_checker CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CONSTRAINT credit_line_proposal_decided_by_somebody CHECK ((state = 'PROPOSED') = (num_nonnulls(decided_by, decided_at, opinion) = 0)),
  CONSTRAINT credit_line_proposal_approved_has_line CHECK ((state = 'APPROVED') = (credit_line_id IS NOT NULL))
);
CREATE INDEX credit_line_proposal_lender ON credit_line_proposal (lender_id, recorded_at DESC, id);

ALTER TABLE credit_line_standing ENABLE ROW LEVEL SECURITY;
ALTER TABLE credit_line_standing FORCE ROW LEVEL SECURITY;
ALTER TABLE credit_line_movement ENABLE ROW LEVEL SECURITY;
ALTER TABLE credit_line_movement FORCE ROW LEVEL SECURITY;
ALTER TABLE credit_line_proposal ENABLE ROW LEVEL SECURITY;
ALTER TABLE credit_line_proposal FORCE ROW LEVEL SECURITY;

-- What is used of a line is between its bank and its enterprise; the limit alone travels further, with credit_line.
CREATE POLICY credit_line_standing_parties ON credit_line_standing FOR SELECT USING (
  current_scope() IN ('system', 'auditor')
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()));
CREATE POLICY credit_line_standing_lender_adds ON credit_line_standing FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation() AND reserved = 0 AND used = 0));
CREATE POLICY credit_line_standing_lender_updates ON credit_line_standing FOR UPDATE
  USING (current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()))
  WITH CHECK (current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()));

CREATE POLICY credit_line_movement_parties ON credit_line_movement FOR SELECT USING (
  current_scope() IN ('system', 'auditor')
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()));
CREATE POLICY credit_line_movement_lender_adds ON credit_line_movement FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation() AND recorded_by = current_user_account()
      AND (loan_id IS NULL OR EXISTS (
             SELECT 1 FROM loan l JOIN credit_line c ON c.id = l.credit_line_id
             WHERE l.id = loan_id AND l.lender_id = credit_line_movement.lender_id AND c.line_id = credit_line_movement.line_id))));

-- A proposal is the bank's own paper.
CREATE POLICY credit_line_proposal_read ON credit_line_proposal FOR SELECT USING (
  current_scope() IN ('system', 'auditor') OR (current_scope() = 'lender' AND lender_id = current_organisation()));
CREATE POLICY credit_line_proposal_make ON credit_line_proposal FOR INSERT WITH CHECK (
  current_scope() = 'lender' AND lender_id = current_organisation() AND proposed_by = current_user_account() AND state = 'PROPOSED'
  AND EXISTS (SELECT 1 FROM enterprise e WHERE e.id = enterprise_id));
CREATE POLICY credit_line_proposal_decide ON credit_line_proposal FOR UPDATE
  USING (current_scope() = 'lender' AND lender_id = current_organisation())
  WITH CHECK (current_scope() = 'lender' AND lender_id = current_organisation() AND state <> 'PROPOSED'
              AND decided_by = current_user_account());
-- A decision is not taken back.
CREATE FUNCTION credit_line_proposal_is_decided_once() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'PROPOSED' THEN
    RAISE EXCEPTION 'a proposal is decided once' USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_line_proposal_decided_once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER credit_line_proposal_is_decided_once BEFORE UPDATE ON credit_line_proposal
  FOR EACH ROW EXECUTE FUNCTION credit_line_proposal_is_decided_once();

GRANT SELECT, INSERT ON credit_line_standing, credit_line_movement, credit_line_proposal TO tandai_app;
GRANT UPDATE (credit_line_id, limit_amount, reserved, used, version) ON credit_line_standing TO tandai_app;
GRANT UPDATE (state, decided_by, decided_at, opinion, credit_line_id, version) ON credit_line_proposal TO tandai_app;
