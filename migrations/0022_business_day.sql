-- Business days and their end. A bank that keeps business days has one at work; the others are behind it.
CREATE TABLE business_day (
  organisation_id uuid NOT NULL REFERENCES organisation,
  day             date NOT NULL,
  state           text NOT NULL DEFAULT 'OPEN' CONSTRAINT business_day_state_known CHECK (state IN ('OPEN', 'CLOSING', 'CLOSED')),
  -- Which day follows: the next one, or the next on which banks work.
  calendar        text NOT NULL CONSTRAINT business_day_calendar_known CHECK (calendar IN ('every-day', 'working-days')),
  -- The business day before; what happens on days between belongs to this one.
  previous_day    date,
  opened_by       uuid NOT NULL REFERENCES user_account,
  opened_at       timestamptz NOT NULL DEFAULT recording_instant(),
  closing_by      uuid REFERENCES user_account,
  closing_at      timestamptz,
  closed_at       timestamptz,
  version         integer NOT NULL DEFAULT 1,
  CONSTRAINT business_day_pkey PRIMARY KEY (organisation_id, day),
  CONSTRAINT business_day_follows FOREIGN KEY (organisation_id, previous_day) REFERENCES business_day (organisation_id, day),
  CONSTRAINT business_day_after_previous CHECK (previous_day < day),
  CONSTRAINT business_day_closing_has_closer CHECK ((state = 'OPEN') = (closing_by IS NULL) AND (closing_by IS NULL) = (closing_at IS NULL)),
  CONSTRAINT business_day_closed_has_instant CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL))
);
CREATE UNIQUE INDEX business_day_one_at_work ON business_day (organisation_id) WHERE state <> 'CLOSED';

-- Days rise, each follows the last one, and a state is never taken back.
CREATE FUNCTION business_day_goes_forward() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  last date;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a business day stays' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'business_day_stays';
  ELSIF TG_OP = 'INSERT' THEN
    SELECT max(b.day) INTO last FROM business_day b WHERE b.organisation_id = NEW.organisation_id;
    IF NEW.state <> 'OPEN' OR NEW.day <= last OR NEW.previous_day IS DISTINCT FROM last THEN
      RAISE EXCEPTION 'business day % does not follow %', NEW.day, last
        USING ERRCODE = 'check_violation', CONSTRAINT = 'business_day_rises';
    END IF;
  ELSIF (NEW.organisation_id, NEW.day, NEW.calendar, NEW.previous_day, NEW.opened_by, NEW.opened_at)
        IS DISTINCT FROM (OLD.organisation_id, OLD.day, OLD.calendar, OLD.previous_day, OLD.opened_by, OLD.opened_at)
     OR (OLD.state, NEW.state) NOT IN (('OPEN', 'CLOSING'), ('CLOSING', 'CLOSED'))
     OR (OLD.state = 'CLOSING' AND NEW.closing_by IS DISTINCT FROM OLD.closing_by) THEN
    RAISE EXCEPTION 'business day % does not go from % to %', OLD.day, OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'business_day_goes_forward';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER business_day_goes_forward BEFORE INSERT OR UPDATE OR DELETE ON business_day
  FOR EACH ROW EXECUTE FUNCTION business_day_goes_forward();

-- The steps of one end of day. A chunk of a step and its cursor are written in one transaction, so a step goes on where it was stopped.
CREATE TABLE end_of_day_step (
  organisation_id uuid NOT NULL REFERENCES organisation,
  day             date NOT NULL,
  no              integer NOT NULL CONSTRAINT end_of_day_step_no_positive CHECK (no > 0),
  step            text NOT NULL,
  state           text NOT NULL DEFAULT 'PENDING' CONSTRAINT end_of_day_step_state_known CHECK (state IN ('PENDING', 'RUNNING', 'BLOCKED', 'DONE')),
  -- The last record handled; what comes after it is still to do.
  cursor          uuid,
  done            integer NOT NULL DEFAULT 0,
  refused         integer NOT NULL DEFAULT 0,
  started_at      timestamptz,
  finished_at     timestamptz,
  CONSTRAINT end_of_day_step_pkey PRIMARY KEY (organisation_id, day, no),
  CONSTRAINT end_of_day_step_key UNIQUE (organisation_id, day, step),
  CONSTRAINT end_of_day_step_of_day FOREIGN KEY (organisation_id, day) REFERENCES business_day (organisation_id, day),
  CONSTRAINT end_of_day_step_counts CHECK (refused >= 0 AND done >= refused),
  CONSTRAINT end_of_day_step_times CHECK ((state = 'PENDING') = (started_at IS NULL) AND (state = 'DONE') = (finished_at IS NOT NULL))
);

-- What an end of day could not do, or found: a loan that was refused with the reason, a difference between loans and ledger.
CREATE TABLE end_of_day_finding (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organisation_id uuid NOT NULL REFERENCES organisation,
  day             date NOT NULL,
  step            text NOT NULL,
  loan_id         uuid REFERENCES loan,
  code            text NOT NULL,
  detail          jsonb NOT NULL,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT end_of_day_finding_of_step FOREIGN KEY (organisation_id, day, step) REFERENCES end_of_day_step (organisation_id, day, step)
);
CREATE UNIQUE INDEX end_of_day_finding_once ON end_of_day_finding (organisation_id, day, step, loan_id, code, md5(detail::text)) NULLS NOT DISTINCT;
CREATE TRIGGER end_of_day_finding_append_only BEFORE UPDATE OR DELETE ON end_of_day_finding FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- A second person takes note of a finding, with an opinion; then it no longer holds the day up.
CREATE TABLE end_of_day_acknowledgement (
  finding_id      uuid NOT NULL CONSTRAINT end_of_day_acknowledgement_once PRIMARY KEY REFERENCES end_of_day_finding,
  organisation_id uuid NOT NULL REFERENCES organisation,
  acknowledged_by uuid NOT NULL REFERENCES user_account,
  opinion         text NOT NULL,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant()
);
CREATE TRIGGER end_of_day_acknowledgement_append_only BEFORE UPDATE OR DELETE ON end_of_day_acknowledgement
  FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE FUNCTION second_person_acknowledges() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM end_of_day_finding f JOIN business_day b ON b.organisation_id = f.organisation_id AND b.day = f.day
                 WHERE f.id = NEW.finding_id AND f.organisation_id = NEW.organisation_id AND b.closing_by <> NEW.acknowledged_by) THEN
    RAISE EXCEPTION 'whoever closes a day does not acknowledge its findings'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'end_of_day_acknowledgement_second_person';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER end_of_day_acknowledgement_second_person BEFORE INSERT ON end_of_day_acknowledgement
  FOR EACH ROW EXECUTE FUNCTION second_person_acknowledges();

-- 五级分类: the best class that the days overdue still allow, a row whenever it changes.
CREATE TABLE loan_classification (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  loan_id       uuid NOT NULL REFERENCES loan,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  classified_on date NOT NULL,
  days_overdue  integer NOT NULL CONSTRAINT loan_classification_days_not_negative CHECK (days_overdue >= 0),
  class         text NOT NULL CONSTRAINT loan_classification_class_known
                  CHECK (class IN ('NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS')),
  -- The rule that set it; null where none did.
  rule_id       bigint REFERENCES rule,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT loan_classification_once_a_day UNIQUE (loan_id, classified_on),
  CONSTRAINT loan_classification_has_rule CHECK ((class = 'NORMAL') = (rule_id IS NULL))
);
CREATE TRIGGER loan_classification_append_only BEFORE UPDATE OR DELETE ON loan_classification FOR EACH ROW EXECUTE FUNCTION forbid_change();

DO $$
DECLARE
  own_table text;
BEGIN
  FOREACH own_table IN ARRAY ARRAY['business_day', 'end_of_day_step', 'end_of_day_finding', 'end_of_day_acknowledgement', 'loan_classification']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', own_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', own_table);
  END LOOP;
  FOREACH own_table IN ARRAY ARRAY['end_of_day_step', 'end_of_day_finding', 'end_of_day_acknowledgement']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_read ON %1$I FOR SELECT USING (
      current_scope() IN ('system', 'auditor') OR (current_scope() = 'lender' AND organisation_id = current_organisation()))$p$, own_table);
  END LOOP;
  FOREACH own_table IN ARRAY ARRAY['end_of_day_step', 'end_of_day_finding']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_add ON %1$I FOR INSERT WITH CHECK (
      current_scope() = 'system' OR (current_scope() = 'lender' AND organisation_id = current_organisation()))$p$, own_table);
  END LOOP;
END $$;
CREATE POLICY end_of_day_step_work ON end_of_day_step FOR UPDATE
  USING (current_scope() = 'system' OR (current_scope() = 'lender' AND organisation_id = current_organisation()))
  WITH CHECK (current_scope() = 'system' OR (current_scope() = 'lender' AND organisation_id = current_organisation()));
CREATE POLICY end_of_day_acknowledgement_add ON end_of_day_acknowledgement FOR INSERT WITH CHECK (
  current_scope() = 'lender' AND organisation_id = current_organisation() AND acknowledged_by = current_user_account());

-- A borrower reads its bank's date, on which what it owes depends.
CREATE POLICY business_day_read ON business_day FOR SELECT USING (
  current_scope() IN ('system', 'auditor')
  OR (current_scope() = 'lender' AND organisation_id = current_organisation())
  OR (current_scope() = 'enterprise' AND EXISTS (
        SELECT 1 FROM loan l WHERE l.lender_id = organisation_id AND l.enterprise_id = current_organisation())));
CREATE POLICY business_day_open ON business_day FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND organisation_id = current_organisation() AND opened_by = current_user_account()));
CREATE POLICY business_day_close ON business_day FOR UPDATE
  USING (current_scope() = 'system' OR (current_scope() = 'lender' AND organisation_id = current_organisation()))
  WITH CHECK (current_scope() = 'system'
              OR (current_scope() = 'lender' AND organisation_id = current_organisation() AND closing_by = current_user_account()));

CREATE POLICY loan_classification_read ON loan_classification FOR SELECT USING (
  current_scope() IN ('system', 'auditor')
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'central-bank' AND EXISTS (
        SELECT 1 FROM reloan_filing_loan f WHERE f.loan_id = loan_classification.loan_id AND f.central_bank_id = current_organisation())));
CREATE POLICY loan_classification_add ON loan_classification FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation()
      AND EXISTS (SELECT 1 FROM loan l WHERE l.id = loan_id AND l.lender_id = loan_classification.lender_id
                    AND l.enterprise_id = loan_classification.enterprise_id)));

GRANT SELECT, INSERT ON business_day, end_of_day_step, end_of_day_finding, end_of_day_acknowledgement, loan_classification TO tandai_app;
GRANT UPDATE (state, closing_by, closing_at, closed_at, version) ON business_day TO tandai_app;
GRANT UPDATE (state, cursor, done, refused, started_at, finished_at) ON end_of_day_step TO tandai_app;
