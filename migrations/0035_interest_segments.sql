-- The realised saving of interest 已实现降息让利: what a loan's balance bore at its own rate beside what it would have borne at the reference
-- rate. Every stretch of nights in which neither changes is a row; a sum over rows answers for any period and any pair of times.

-- 1. Interest in SQL, as the kernel computes it: everything multiplied first, divided once by a divisor with 30 decimals, rounded once.
-- The numerator is yuan × percent × weight × nights, and a night is weight ÷ divisor of a year. A body of one expression is inlined.
CREATE FUNCTION interest_of(numerator numeric, divisor integer) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN round(numerator / (divisor * 100.000000000000000000000000000000), 2);
-- 银行家舍入 for contracts that say so: a tie goes to the even fen.
CREATE FUNCTION interest_half_even(numerator numeric, divisor integer) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN abs(mod(numerator, divisor)) * 2 = divisor
    THEN round(numerator / (divisor * 2.000000000000000000000000000000)) * 0.02
    ELSE round(numerator / (divisor * 100.000000000000000000000000000000), 2) END;
-- The interest that nights first up to, not including, nights last of a segment add to the running total of their settlement.
CREATE FUNCTION interest_between(before numeric, night numeric, divisor integer, half_even boolean, first integer, last integer)
  RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN half_even
    THEN interest_half_even(before + night * last, divisor) - interest_half_even(before + night * first, divisor)
    ELSE interest_of(before + night * last, divisor) - interest_of(before + night * first, divisor) END;

-- 2. "From day `from_on` up to, not including, `to_on` a principal not yet due of `balance` bore `rate`, and `reference_rate` without the
-- carbon account." A loan's rows never overlap, end with a month at the latest, and reach as far as its books have taken interest in: the
-- last due date or month end. So a rate that changes today changes no row. When the past of the loan changes, a row that no longer holds is written once more with sign -1 and what holds instead with sign 1: nothing is overwritten, and the sum of sign × anything
-- over the rows recorded by an instant is what was known then. Whoever inserts in bulk gives every column but id, executed, reference and
-- recorded_at: the two amounts compute themselves.
CREATE TABLE interest_segment (
  id                bigint GENERATED ALWAYS AS IDENTITY,
  loan_id           uuid NOT NULL,
  lender_id         uuid NOT NULL,
  enterprise_id     uuid NOT NULL,
  from_on           date NOT NULL,
  to_on             date NOT NULL,
  -- The day whose row of the schedule rounds this interest; the segments of a loan with the same day are one running total.
  settles_on        date NOT NULL,
  -- The day on which that interest is booked as due where it is another one: after a grace for interest, or when a bill ended early.
  due_on            date,
  -- Where the loan's segment before this one ended, and where its last one of the same grade did; null for the first. The first segment of a
  -- loan within a period is the one whose prior_on is not after its start, so loans are counted without telling them apart.
  prior_on          date,
  prior_in_grade_on date,
  -- A night is weight ÷ divisor of a year: 1/360, 1/365; under 30/360 the period's share over its calendar days; under actual/actual 365 or
  -- 366 over 365 × 366, so that years of both lengths add up. Of a discounted bill 1 ÷ its nights.
  weight            integer NOT NULL CONSTRAINT interest_segment_weight_positive CHECK (weight > 0),
  divisor           integer NOT NULL CONSTRAINT interest_segment_divisor_positive CHECK (divisor > 0),
  sign              smallint NOT NULL CONSTRAINT interest_segment_sign_known CHECK (sign IN (1, -1)),
  -- 贴现: interest was taken up front and is earned night by night.
  discounted        boolean NOT NULL,
  half_even         boolean NOT NULL,
  balance           numeric(20,2) NOT NULL CONSTRAINT interest_segment_balance_not_negative CHECK (balance >= 0),
  rate              numeric(9,6) NOT NULL,
  reference_rate    numeric(9,6) NOT NULL,
  -- One night's interest × divisor: balance × rate × weight, of a discounted bill 100 × interest taken × weight; yuan × percent.
  executed_night    numeric NOT NULL,
  reference_night   numeric NOT NULL,
  -- The same of the segments before this one that settle on the same day: sum of night × nights.
  executed_before   numeric NOT NULL,
  reference_before  numeric NOT NULL,
  -- What the whole segment adds to the rounded running total of its settlement, yuan.
  executed          numeric(20,2) NOT NULL GENERATED ALWAYS AS
    (interest_between(executed_before, executed_night, divisor, half_even, 0, to_on - from_on)) STORED,
  reference         numeric(20,2) NOT NULL GENERATED ALWAYS AS
    (interest_between(reference_before, reference_night, divisor, half_even, 0, to_on - from_on)) STORED,
  product           text NOT NULL,
  -- Of the enterprise, which never changes.
  sector_code       text NOT NULL,
  region_code       text NOT NULL,
  -- Of the decision on the rate.
  grade             text NOT NULL,
  -- Null where the contract's signing gave the rate, or an extension did.
  rate_decision_id  uuid REFERENCES loan_rate,
  -- What was done to the loan that this row was written for; 'rating' is a rate changed because the rating was.
  cause             text NOT NULL CONSTRAINT interest_segment_cause_known CHECK (cause IN
                      ('disbursement', 'payment', 'rate-change', 'rating', 'pause', 'restructure', 'write-off', 'reversal', 'settlement')),
  event_id          uuid NOT NULL,
  recorded_at       timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT interest_segment_pkey PRIMARY KEY (loan_id, from_on, id),
  CONSTRAINT interest_segment_of_parties FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan (id, lender_id, enterprise_id),
  CONSTRAINT interest_segment_has_nights CHECK (from_on < to_on AND to_on <= settles_on),
  CONSTRAINT interest_segment_prior_before CHECK (prior_on <= from_on AND prior_in_grade_on <= prior_on),
  CONSTRAINT interest_segment_night_agrees CHECK (discounted
    OR (executed_night = balance * rate * weight AND reference_night = balance * reference_rate * weight))
);
-- Sums over a large book are shared among processes.
ALTER FUNCTION before_branch(uuid, uuid) PARALLEL SAFE;
CREATE INDEX interest_segment_lender ON interest_segment (lender_id);
CREATE INDEX interest_segment_enterprise ON interest_segment (enterprise_id);
CREATE TRIGGER interest_segment_append_only BEFORE UPDATE OR DELETE ON interest_segment FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- Whose loans: as the loans themselves. For sums that show none of them they open to the city's readers; a policy asks once a statement.
ALTER TABLE interest_segment ENABLE ROW LEVEL SECURITY;
ALTER TABLE interest_segment FORCE ROW LEVEL SECURITY;
CREATE POLICY interest_segment_parties ON interest_segment FOR SELECT USING (
  (SELECT current_scope() IN ('system', 'auditor')
       OR (current_scope() IN ('central-bank', 'steward', 'administrator') AND adding_up_statistics()))
  OR lender_id = (SELECT current_organisation() WHERE current_scope() = 'lender')
  OR enterprise_id = (SELECT current_organisation() WHERE current_scope() = 'enterprise')
  OR ((SELECT current_scope() = 'central-bank') AND before_branch(loan_id, (SELECT current_organisation()))));
CREATE POLICY interest_segment_lender_adds ON interest_segment FOR INSERT WITH CHECK (
  current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()));
GRANT SELECT, INSERT ON interest_segment TO tandai_app;

-- A line of another book shows itself with its entry, as before; asked by a function, a sum over a whole book is shared among processes.
CREATE FUNCTION entry_shows_itself(entry uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN EXISTS (SELECT 1 FROM journal_entry e WHERE e.id = entry);
GRANT EXECUTE ON FUNCTION entry_shows_itself(uuid) TO tandai_app;
ALTER POLICY journal_line_read ON journal_line USING (
  current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation()
  OR (current_scope() IN ('central-bank', 'lender') AND entry_shows_itself(entry_id)));

-- What the books earned of normal interest with loans between two days, by lender: booked on those days, and booked for them. A bank has
-- its own; the city's readers have the sum of each, as they have the sum of its segments.
CREATE FUNCTION interest_booked(first date, last date, known_at timestamptz)
  RETURNS TABLE (lender_id uuid, booked numeric, for_period numeric, closed_through date) LANGUAGE plpgsql STABLE
  -- A book is read through once; looking lines up one by one would take twice as long.
  SET search_path = public, pg_temp SET enable_nestloop = off AS $$
DECLARE
  scope text := current_scope();
  own uuid := current_organisation();
  was text;
BEGIN
  IF NOT (scope IN ('system', 'auditor', 'lender') OR (scope IN ('central-bank', 'steward', 'administrator') AND adding_up_statistics())) THEN
    RETURN;
  END IF;
  was := enter_scope('system');
  RETURN QUERY
  SELECT e.organisation_id,
         coalesce(sum(CASE l.side WHEN 'credit' THEN l.amount ELSE -l.amount END) FILTER (WHERE e.booked_on BETWEEN first AND last), 0),
         coalesce(sum(CASE l.side WHEN 'credit' THEN l.amount ELSE -l.amount END) FILTER (WHERE e.for_on BETWEEN first AND last), 0),
         (SELECT max(d.day) FROM business_day d WHERE d.organisation_id = e.organisation_id AND d.closed_at <= known_at)
  FROM journal_entry e
  JOIN journal_line l ON l.entry_id = e.id
  JOIN ledger_account a ON a.id = l.account_id AND a.code IN ('6011', '601130')
  WHERE e.subject_kind = 'loan' AND e.event IN ('loan.interest-accrued', 'loan.interest-due', 'loan.discount-earned')
    AND (e.booked_on BETWEEN first AND last OR e.moved_from BETWEEN first AND last) AND e.recorded_at <= known_at
    AND (scope <> 'lender' OR e.organisation_id = own)
  GROUP BY e.organisation_id;
  PERFORM enter_scope(was);
END $$;
REVOKE EXECUTE ON FUNCTION interest_booked(date, date, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION interest_booked(date, date, timestamptz) TO tandai_app;

-- 3. The report as it was issued 降息让利报告: prepared by one person, signed or returned by another of the same organisation. What is later
-- known makes a new one that names the one it restates.
CREATE SEQUENCE saving_issue_serial;
CREATE TABLE saving_issue (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  number          text NOT NULL CONSTRAINT saving_issue_number_key UNIQUE
                    CONSTRAINT saving_issue_number_form CHECK (number ~ '^JXRL-\d{4}-\d{4,}$'),
  organisation_id uuid NOT NULL REFERENCES organisation,
  from_on         date NOT NULL,
  to_on           date NOT NULL,
  as_of           date NOT NULL,
  known_at        timestamptz NOT NULL,
  document        text NOT NULL,
  document_hash   text NOT NULL,
  restates        uuid,
  made_by         uuid NOT NULL REFERENCES user_account,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT saving_issue_period_ordered CHECK (from_on <= to_on),
  CONSTRAINT saving_issue_hash_is_of_document CHECK (document_hash = encode(sha256(convert_to(document, 'UTF8')), 'hex')),
  CONSTRAINT saving_issue_known_before CHECK (known_at <= recorded_at),
  CONSTRAINT saving_issue_of_maker UNIQUE (id, organisation_id, made_by),
  CONSTRAINT saving_issue_of_period UNIQUE (id, organisation_id, from_on, to_on),
  CONSTRAINT saving_issue_restates_own FOREIGN KEY (restates, organisation_id, from_on, to_on)
    REFERENCES saving_issue (id, organisation_id, from_on, to_on)
);
CREATE INDEX saving_issue_newest ON saving_issue (organisation_id, recorded_at DESC, id DESC);
CREATE TABLE saving_issue_decision (
  issue_id        uuid PRIMARY KEY,
  organisation_id uuid NOT NULL,
  made_by         uuid NOT NULL,
  decision        text NOT NULL CONSTRAINT saving_issue_decision_known CHECK (decision IN ('SIGNED', 'RETURNED')),
  opinion         text NOT NULL CONSTRAINT saving_issue_decision_has_opinion CHECK (opinion ~ '\S'),
  -- The one that is restated by what is signed; filled in from the issue.
  restates        uuid,
  decided_by      uuid NOT NULL REFERENCES user_account,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT saving_issue_decision_of_issue FOREIGN KEY (issue_id, organisation_id, made_by) REFERENCES saving_issue (id, organisation_id, made_by),
  CONSTRAINT saving_issue_second_person CHECK (decided_by <> made_by)
);
CREATE UNIQUE INDEX saving_issue_restated_once ON saving_issue_decision (restates) WHERE decision = 'SIGNED';
CREATE FUNCTION saving_issue_signed_over() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  NEW.restates := (SELECT i.restates FROM saving_issue i WHERE i.id = NEW.issue_id);
  IF NEW.restates IS NOT NULL AND NOT EXISTS (SELECT 1 FROM saving_issue_decision d WHERE d.issue_id = NEW.restates AND d.decision = 'SIGNED') THEN
    RAISE EXCEPTION 'only what was issued is restated' USING ERRCODE = 'check_violation', CONSTRAINT = 'saving_issue_restates_issued';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER saving_issue_signed_over BEFORE INSERT ON saving_issue_decision FOR EACH ROW EXECUTE FUNCTION saving_issue_signed_over();
CREATE TRIGGER saving_issue_append_only BEFORE UPDATE OR DELETE ON saving_issue FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER saving_issue_decision_append_only BEFORE UPDATE OR DELETE ON saving_issue_decision FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- An issuer's own; what the city's offices issued is open to the city's offices.
CREATE FUNCTION issued_for_the_city(issuer uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN EXISTS (SELECT 1 FROM organisation o WHERE o.id = issuer AND o.kind IN ('central_bank_branch', 'data_authority'));
ALTER TABLE saving_issue ENABLE ROW LEVEL SECURITY;
ALTER TABLE saving_issue FORCE ROW LEVEL SECURITY;
ALTER TABLE saving_issue_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE saving_issue_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY saving_issue_read ON saving_issue FOR SELECT USING (
  current_scope() IN ('system', 'auditor')
  OR (current_scope() IN ('lender', 'central-bank', 'steward') AND organisation_id = current_organisation())
  OR (current_scope() IN ('central-bank', 'steward') AND issued_for_the_city(organisation_id)));
CREATE POLICY saving_issue_prepare ON saving_issue FOR INSERT WITH CHECK (
  current_scope() IN ('lender', 'central-bank', 'steward') AND organisation_id = current_organisation() AND made_by = current_user_account());
CREATE POLICY saving_issue_decision_read ON saving_issue_decision FOR SELECT USING (
  EXISTS (SELECT 1 FROM saving_issue i WHERE i.id = saving_issue_decision.issue_id));
CREATE POLICY saving_issue_decide ON saving_issue_decision FOR INSERT WITH CHECK (
  current_scope() IN ('lender', 'central-bank', 'steward') AND organisation_id = current_organisation() AND decided_by = current_user_account());
GRANT SELECT, INSERT ON saving_issue, saving_issue_decision TO tandai_app;
GRANT USAGE ON SEQUENCE saving_issue_serial TO tandai_app;
GRANT EXECUTE ON FUNCTION interest_of(numeric, integer), interest_half_even(numeric, integer),
  interest_between(numeric, numeric, integer, boolean, integer, integer), issued_for_the_city(uuid) TO tandai_app;
