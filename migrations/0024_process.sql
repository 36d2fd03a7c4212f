-- State machines and their one history; the rights chain of a data product: grant, authorisation, registrations, listing, orders, disputes.

-- 1. A subject of a process stands in one state; every step that brought it there is kept.
CREATE TABLE process_subject (
  subject_kind   text NOT NULL,
  subject_id     uuid NOT NULL,
  machine        text NOT NULL,
  state          text NOT NULL,
  round          integer NOT NULL DEFAULT 1 CONSTRAINT process_subject_round_positive CHECK (round >= 1),
  -- Also the number of its last step.
  version        integer NOT NULL DEFAULT 1 CONSTRAINT process_subject_version_positive CHECK (version >= 1),
  -- Computed once when the step was taken, and never again.
  deadline_on    date,
  deadline_event text,
  applicant_id   uuid NOT NULL REFERENCES organisation,
  -- Every organisation sees it now, and may object.
  open_to_all    boolean NOT NULL DEFAULT false,
  last_on        date NOT NULL,
  recorded_at    timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT process_subject_pkey PRIMARY KEY (subject_kind, subject_id),
  CONSTRAINT process_subject_clock_whole CHECK ((deadline_on IS NULL) = (deadline_event IS NULL))
);
CREATE INDEX process_subject_due ON process_subject (deadline_on) WHERE deadline_on IS NOT NULL;

-- Which organisation is what to a subject.
CREATE TABLE process_party (
  subject_kind    text NOT NULL,
  subject_id      uuid NOT NULL,
  party           text NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisation,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT process_party_pkey PRIMARY KEY (subject_kind, subject_id, party, organisation_id),
  CONSTRAINT process_party_of_subject FOREIGN KEY (subject_kind, subject_id) REFERENCES process_subject
);
CREATE INDEX process_party_organisation ON process_party (organisation_id, subject_kind);

CREATE TABLE process_step (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  subject_kind    text NOT NULL,
  subject_id      uuid NOT NULL,
  machine         text NOT NULL,
  no              integer NOT NULL CONSTRAINT process_step_no_positive CHECK (no >= 1),
  round           integer NOT NULL CONSTRAINT process_step_round_positive CHECK (round >= 1),
  event           text NOT NULL,
  -- Null for the first step.
  from_state      text,
  to_state        text NOT NULL,
  party           text NOT NULL,
  -- Null where the program itself took the step because a clock had run out.
  user_id         uuid REFERENCES user_account,
  organisation_id uuid REFERENCES organisation,
  applicant_id    uuid NOT NULL REFERENCES organisation,
  on_date         date NOT NULL,
  opinion         text,
  -- SHA-256 of the document that the step rests on; the document is kept elsewhere.
  evidence_hash   text CONSTRAINT process_step_evidence_is_sha256 CHECK (evidence_hash ~ '^[0-9a-f]{64}$'),
  deadline_on     date,
  deadline_event  text,
  -- The rows of the parameters that the deadline was computed from.
  rule_ids        bigint[] NOT NULL DEFAULT '{}',
  -- A judgement of its round.
  duty            text,
  -- Taken in another organisation's case.
  judges          boolean NOT NULL,
  detail          jsonb NOT NULL DEFAULT '{}',
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT process_step_no_key UNIQUE (subject_kind, subject_id, no),
  CONSTRAINT process_step_of_subject FOREIGN KEY (subject_kind, subject_id) REFERENCES process_subject,
  CONSTRAINT process_step_begins CHECK ((no = 1) = (from_state IS NULL)),
  CONSTRAINT process_step_taken_by_somebody CHECK (CASE party WHEN 'timer' THEN num_nonnulls(user_id, organisation_id) = 0
                                                     ELSE num_nonnulls(user_id, organisation_id) = 2 END),
  -- Nobody acts on the own organisation's application.
  CONSTRAINT process_step_not_in_own_case CHECK (NOT judges OR organisation_id IS DISTINCT FROM applicant_id)
);
-- First and second reviewer of a round are two people.
CREATE UNIQUE INDEX process_step_different_people ON process_step (subject_kind, subject_id, round, user_id)
  WHERE duty IS NOT NULL AND user_id IS NOT NULL;
CREATE TRIGGER process_step_append_only BEFORE UPDATE OR DELETE ON process_step FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER process_party_append_only BEFORE UPDATE OR DELETE ON process_party FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- A step follows the one before it.
CREATE FUNCTION step_follows() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM process_subject s
  WHERE s.subject_kind = NEW.subject_kind AND s.subject_id = NEW.subject_id AND s.machine = NEW.machine
    AND s.applicant_id = NEW.applicant_id
    AND CASE WHEN NEW.no = 1 THEN s.version = 1 AND s.state = NEW.to_state AND NEW.on_date = s.last_on
             ELSE s.version = NEW.no - 1 AND s.state = NEW.from_state AND NEW.on_date >= s.last_on
                  AND NEW.round IN (s.round, s.round + 1) END;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'step % does not follow the one before it', NEW.no
      USING ERRCODE = 'check_violation', CONSTRAINT = 'process_step_follows';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER process_step_follows BEFORE INSERT ON process_step FOR EACH ROW EXECUTE FUNCTION step_follows();

-- A subject moves by a step and in no other way.
CREATE FUNCTION subject_moves_by_step() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM process_step p
  WHERE p.subject_kind = NEW.subject_kind AND p.subject_id = NEW.subject_id AND p.no = NEW.version AND p.to_state = NEW.state
    AND p.round = NEW.round AND p.on_date = NEW.last_on
    AND (p.deadline_on, p.deadline_event) IS NOT DISTINCT FROM (NEW.deadline_on, NEW.deadline_event);
  IF NOT FOUND OR (TG_OP = 'UPDATE' AND NEW.version <> OLD.version + 1) THEN
    RAISE EXCEPTION 'a subject moves by its steps'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'process_subject_moves_by_step';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER process_subject_begins_with_step AFTER INSERT ON process_subject DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION subject_moves_by_step();
CREATE TRIGGER process_subject_moves_by_step AFTER UPDATE ON process_subject FOR EACH ROW EXECUTE FUNCTION subject_moves_by_step();

-- What somebody has to be told the same day: a bank of what happens to a right it holds a pledge of, parties of a term that ends.
CREATE TABLE notice (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organisation_id uuid NOT NULL REFERENCES organisation,
  subject_kind    text NOT NULL,
  subject_id      uuid NOT NULL,
  kind            text NOT NULL,
  on_date         date NOT NULL,
  -- The day it is about: of the step, or the last day of the term.
  about_on        date NOT NULL,
  detail          jsonb NOT NULL DEFAULT '{}',
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT notice_once UNIQUE (organisation_id, subject_kind, subject_id, kind, about_on)
);
CREATE TRIGGER notice_append_only BEFORE UPDATE OR DELETE ON notice FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- 2. Who acts as what. A registry of data property is a body of its own; operator, exchange and registry see their own subjects only.
ALTER TABLE organisation DROP CONSTRAINT organisation_kind_known;
ALTER TABLE organisation ADD CONSTRAINT organisation_kind_known CHECK (kind IN
  ('central_bank_branch', 'data_authority', 'data_operator', 'data_exchange', 'data_registry', 'lender', 'guarantor', 'enterprise', 'auditor',
   'platform'));
ALTER TABLE user_role DROP CONSTRAINT user_role_known;
ALTER TABLE user_role ADD CONSTRAINT user_role_known CHECK (role IN
  ('enterprise_user', 'loan_officer', 'credit_reviewer', 'credit_approver', 'credit_committee', 'guarantor_officer', 'reloan_reviewer',
   'reloan_approver', 'data_steward', 'operator_officer', 'registrar', 'exchange_officer', 'compliance_reviewer', 'auditor', 'administrator'));

-- A part that only one kind of organisation plays.
CREATE FUNCTION plays_part(organisation uuid, party text) RETURNS boolean LANGUAGE sql STABLE SET tandai.scope = 'system'
  AS $$ SELECT EXISTS (
    SELECT 1 FROM organisation o WHERE o.id = organisation AND o.kind = CASE party
      WHEN 'operator' THEN 'data_operator' WHEN 'bureau' THEN 'data_authority' WHEN 'source' THEN 'data_authority'
      WHEN 'registry' THEN 'data_registry' WHEN 'exchange' THEN 'data_exchange' WHEN 'committee' THEN 'data_exchange'
      WHEN 'lender' THEN 'lender' WHEN 'central-bank' THEN 'central_bank_branch'
      WHEN 'developer' THEN 'enterprise' WHEN 'holder' THEN 'enterprise' WHEN 'borrower' THEN 'enterprise'
      WHEN 'timer' THEN 'none' ELSE o.kind END) $$;

ALTER TABLE process_subject ENABLE ROW LEVEL SECURITY;
ALTER TABLE process_subject FORCE ROW LEVEL SECURITY;
ALTER TABLE process_party ENABLE ROW LEVEL SECURITY;
ALTER TABLE process_party FORCE ROW LEVEL SECURITY;
ALTER TABLE process_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE process_step FORCE ROW LEVEL SECURITY;
ALTER TABLE notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice FORCE ROW LEVEL SECURITY;

-- The applicant names the others when it opens its case; later somebody joins only by its own step.
CREATE POLICY process_party_read ON process_party FOR SELECT USING (
  current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation());
CREATE POLICY process_subject_read ON process_subject FOR SELECT USING (
  current_scope() IN ('system', 'auditor') OR applicant_id = current_organisation()
  OR (open_to_all AND current_organisation() IS NOT NULL)
  OR EXISTS (SELECT 1 FROM process_party p
             WHERE p.subject_kind = process_subject.subject_kind AND p.subject_id = process_subject.subject_id
               AND p.organisation_id = current_organisation()));
CREATE POLICY process_subject_open ON process_subject FOR INSERT WITH CHECK (
  current_scope() = 'system' OR (applicant_id = current_organisation() AND version = 1));
CREATE POLICY process_subject_move ON process_subject FOR UPDATE USING (
  current_scope() = 'system' OR applicant_id = current_organisation()
  OR (open_to_all AND current_organisation() IS NOT NULL)
  OR EXISTS (SELECT 1 FROM process_party p
             WHERE p.subject_kind = process_subject.subject_kind AND p.subject_id = process_subject.subject_id
               AND p.organisation_id = current_organisation()));
CREATE POLICY process_party_join ON process_party FOR INSERT WITH CHECK (
  plays_part(organisation_id, party)
  AND (current_scope() = 'system'
       OR EXISTS (SELECT 1 FROM process_subject s
                  WHERE s.subject_kind = process_party.subject_kind AND s.subject_id = process_party.subject_id
                    AND ((s.applicant_id = current_organisation() AND s.version = 1)
                         OR (s.open_to_all AND organisation_id = current_organisation() AND party = 'objector')))));
CREATE POLICY process_step_read ON process_step FOR SELECT USING (
  EXISTS (SELECT 1 FROM process_subject s WHERE s.subject_kind = process_step.subject_kind AND s.subject_id = process_step.subject_id));
CREATE POLICY process_step_take ON process_step FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (user_id = current_user_account() AND organisation_id = current_organisation()
      AND (applicant_id = current_organisation() OR party = 'anyone' OR EXISTS (
             SELECT 1 FROM process_party p
             WHERE p.subject_kind = process_step.subject_kind AND p.subject_id = process_step.subject_id
               AND p.party = process_step.party AND p.organisation_id = current_organisation()))));
CREATE POLICY notice_read ON notice FOR SELECT USING (
  current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation());
CREATE POLICY notice_tell ON notice FOR INSERT WITH CHECK (current_scope() = 'system');

-- The teller need not see what others are told, nor the notice it wrote.
CREATE FUNCTION tell(told uuid, about_kind text, about_id uuid, kind text, on_date date, about_on date, detail jsonb) RETURNS boolean
LANGUAGE sql VOLATILE SET search_path = public, pg_temp SET tandai.scope = 'system' AS $$
  WITH added AS (
    INSERT INTO notice (organisation_id, subject_kind, subject_id, kind, on_date, about_on, detail)
    VALUES (told, about_kind, about_id, kind, on_date, about_on, detail) ON CONFLICT DO NOTHING RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM added) $$;
GRANT EXECUTE ON FUNCTION tell(uuid, text, uuid, text, date, date, jsonb) TO tandai_app;

GRANT SELECT, INSERT ON process_subject, process_party, process_step, notice TO tandai_app;
GRANT UPDATE (state, round, version, deadline_on, deadline_event, open_to_all, last_on) ON process_subject TO tandai_app;
GRANT EXECUTE ON FUNCTION plays_part(uuid, text) TO tandai_app;
