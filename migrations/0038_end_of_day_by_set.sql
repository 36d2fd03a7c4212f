-- A step of an end of day is handed out in ranges of loans. Whoever carries the end of a day takes the next range that nobody holds, works
-- on its loans and marks it done in one transaction: a range whose worker dies is free again at once, and none is done twice.

CREATE TABLE end_of_day_chunk (
  organisation_id uuid NOT NULL,
  day date NOT NULL,
  step text NOT NULL,
  no integer NOT NULL,
  -- Loans after this one, in the order of their ids; from the first where null.
  after_loan uuid,
  -- Up to and including this one; to the last where null.
  to_loan uuid,
  done integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  finished_at timestamptz,
  CONSTRAINT end_of_day_chunk_pkey PRIMARY KEY (organisation_id, day, step, no),
  CONSTRAINT end_of_day_chunk_of_step FOREIGN KEY (organisation_id, day, step) REFERENCES end_of_day_step (organisation_id, day, step),
  CONSTRAINT end_of_day_chunk_range_once UNIQUE NULLS NOT DISTINCT (organisation_id, day, step, after_loan),
  CONSTRAINT end_of_day_chunk_no_positive CHECK (no > 0),
  CONSTRAINT end_of_day_chunk_range_rises CHECK (after_loan < to_loan),
  CONSTRAINT end_of_day_chunk_counts CHECK (refused >= 0 AND done >= refused AND (finished_at IS NOT NULL OR done = 0))
);
CREATE INDEX end_of_day_chunk_open ON end_of_day_chunk (organisation_id, day, step, no) WHERE finished_at IS NULL;

CREATE FUNCTION end_of_day_chunk_done_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.finished_at IS NOT NULL OR NEW.finished_at IS NULL THEN
    RAISE EXCEPTION 'range % of step % of % is done once', OLD.no, OLD.step, OLD.day
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'end_of_day_chunk_done_once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER end_of_day_chunk_done_once BEFORE UPDATE OR DELETE ON end_of_day_chunk
  FOR EACH ROW EXECUTE FUNCTION end_of_day_chunk_done_once();

ALTER TABLE end_of_day_chunk ENABLE ROW LEVEL SECURITY;
ALTER TABLE end_of_day_chunk FORCE ROW LEVEL SECURITY;
CREATE POLICY end_of_day_chunk_read ON end_of_day_chunk FOR SELECT
  USING (current_scope() IN ('system', 'auditor') OR (current_scope() = 'lender' AND organisation_id = current_organisation()));
CREATE POLICY end_of_day_chunk_add ON end_of_day_chunk FOR INSERT
  WITH CHECK (current_scope() = 'system' OR (current_scope() = 'lender' AND organisation_id = current_organisation()));
CREATE POLICY end_of_day_chunk_work ON end_of_day_chunk FOR UPDATE
  USING (current_scope() = 'system' OR (current_scope() = 'lender' AND organisation_id = current_organisation()))
  WITH CHECK (current_scope() = 'system' OR (current_scope() = 'lender' AND organisation_id = current_organisation()));
GRANT SELECT, INSERT ON end_of_day_chunk TO tandai_app;
GRANT UPDATE (done, refused, finished_at) ON end_of_day_chunk TO tandai_app;
