-- Batches in chunks: a run is planned once, each of its chunks happens once, and a person may pause, resume or cancel it.

-- 1. The run. `step` says what of a running run is under way: the whole of it (for a chunked one, its plan), its chunks, or its end.
ALTER TABLE job_run
  ADD COLUMN step            text NOT NULL DEFAULT 'whole' CONSTRAINT job_run_step_known CHECK (step IN ('whole', 'chunks', 'finish')),
  ADD COLUMN prepared        jsonb,
  ADD COLUMN chunks          integer,
  ADD COLUMN planned_at      timestamptz,
  ADD COLUMN changed         bigint NOT NULL DEFAULT 0,
  ADD COLUMN failed          integer NOT NULL DEFAULT 0,
  ADD COLUMN finish_attempt  integer NOT NULL DEFAULT 0,
  -- How often another worker took the run, or a chunk of it, over from one that had died.
  ADD COLUMN takeovers       integer NOT NULL DEFAULT 0;
ALTER TABLE job_run DROP CONSTRAINT job_run_state_known;
ALTER TABLE job_run ADD CONSTRAINT job_run_state_known
  CHECK (state IN ('queued', 'running', 'paused', 'cancelling', 'cancelled', 'succeeded', 'failed'));
ALTER TABLE job_run ADD CONSTRAINT job_run_planned_whole CHECK ((planned_at IS NULL) = (chunks IS NULL));
ALTER TABLE job_run ADD CONSTRAINT job_run_chunks_planned CHECK (step = 'whole' OR planned_at IS NOT NULL);
DROP INDEX job_run_one_live;
CREATE UNIQUE INDEX job_run_one_live ON job_run (kind, payload_hash, organisation_id) NULLS NOT DISTINCT
  WHERE state IN ('queued', 'running', 'paused', 'cancelling');
DROP INDEX job_run_queue;
CREATE INDEX job_run_queue ON job_run (created_at) WHERE state IN ('queued', 'running', 'paused', 'cancelling');
CREATE INDEX job_run_newest ON job_run (created_at DESC, id DESC);

-- Whoever may steer a run says so by its state, and changes nothing else of it.
CREATE FUNCTION job_run_steered() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF current_scope() NOT IN ('system', 'none') AND (to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state'
      OR (OLD.state, NEW.state) NOT IN (('queued', 'paused'), ('running', 'paused'), ('paused', 'queued'), ('paused', 'running'),
                                        ('queued', 'cancelling'), ('running', 'cancelling'), ('paused', 'cancelling'))) THEN
    RAISE EXCEPTION 'a job run is paused, resumed or cancelled, and nothing else'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'job_run_steered';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER job_run_steered BEFORE UPDATE ON job_run FOR EACH ROW EXECUTE FUNCTION job_run_steered();
CREATE POLICY job_run_steer ON job_run FOR UPDATE
  USING (current_scope() = 'administrator'
    OR (current_scope() <> 'auditor' AND organisation_id = current_organisation() AND requested_by = current_user_account()))
  WITH CHECK (current_scope() = 'administrator'
    OR (current_scope() <> 'auditor' AND organisation_id = current_organisation() AND requested_by = current_user_account()));

-- 2. The chunk: a range of keys, done in the transaction that marks it done. Its row is locked by whoever works on it, for as long as its
--    transaction lives: a chunk that runs and is not locked has lost its worker.
CREATE TABLE job_chunk (
  run_id       uuid NOT NULL REFERENCES job_run,
  no           integer NOT NULL CONSTRAINT job_chunk_no_positive CHECK (no >= 1),
  after_key    text,
  to_key       text NOT NULL,
  state        text NOT NULL DEFAULT 'PENDING' CONSTRAINT job_chunk_state_known
                 CHECK (state IN ('PENDING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  -- Its place among the chunks of all runs: a run that begins later is served beside one that began before, not behind it.
  turn         integer NOT NULL,
  attempt      integer NOT NULL DEFAULT 0,
  takeovers    integer NOT NULL DEFAULT 0,
  done         integer NOT NULL DEFAULT 0 CONSTRAINT job_chunk_done_not_negative CHECK (done >= 0),
  changed      integer NOT NULL DEFAULT 0 CONSTRAINT job_chunk_changed_not_negative CHECK (changed >= 0),
  failed       integer NOT NULL DEFAULT 0 CONSTRAINT job_chunk_failed_within_done CHECK (failed >= 0),
  detail       jsonb NOT NULL DEFAULT '[]',
  failure      text,
  worker       text,
  not_before   timestamptz,
  started_at   timestamptz,
  heartbeat_at timestamptz,
  finished_at  timestamptz,
  CONSTRAINT job_chunk_pkey PRIMARY KEY (run_id, no),
  CONSTRAINT job_chunk_finished_when_ended CHECK ((state IN ('DONE', 'FAILED', 'CANCELLED')) = (finished_at IS NOT NULL))
);
CREATE INDEX job_chunk_next ON job_chunk (turn, run_id, no) WHERE state IN ('PENDING', 'RUNNING');
CREATE INDEX job_chunk_under_way ON job_chunk (run_id) WHERE state IN ('PENDING', 'RUNNING');

CREATE FUNCTION job_chunk_done_once() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'chunk % of run % has ended', OLD.no, OLD.run_id USING ERRCODE = 'restrict_violation', CONSTRAINT = 'job_chunk_done_once';
END $$;
CREATE TRIGGER job_chunk_done_once BEFORE UPDATE ON job_chunk FOR EACH ROW
  WHEN (OLD.state IN ('DONE', 'FAILED', 'CANCELLED')) EXECUTE FUNCTION job_chunk_done_once();

-- 3. What could not be done, subject by subject, written with its chunk.
CREATE TABLE job_failure (
  run_id      uuid NOT NULL,
  chunk_no    integer NOT NULL,
  no          integer NOT NULL,
  subject_id  text NOT NULL,
  reason      jsonb NOT NULL CONSTRAINT job_failure_reason_has_code CHECK (jsonb_typeof(reason -> 'code') = 'string'),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT job_failure_pkey PRIMARY KEY (run_id, chunk_no, no),
  CONSTRAINT job_failure_of_chunk FOREIGN KEY (run_id, chunk_no) REFERENCES job_chunk (run_id, no)
);
CREATE TRIGGER job_failure_append_only BEFORE UPDATE OR DELETE ON job_failure FOR EACH ROW EXECUTE FUNCTION forbid_change();

ALTER TABLE job_chunk ENABLE ROW LEVEL SECURITY;
ALTER TABLE job_chunk FORCE ROW LEVEL SECURITY;
ALTER TABLE job_failure ENABLE ROW LEVEL SECURITY;
ALTER TABLE job_failure FORCE ROW LEVEL SECURITY;
-- Seen by whoever sees the run; written by the program.
CREATE POLICY job_chunk_read ON job_chunk FOR SELECT
  USING (current_scope() = 'system' OR EXISTS (SELECT 1 FROM job_run r WHERE r.id = run_id));
CREATE POLICY job_chunk_add ON job_chunk FOR INSERT WITH CHECK (current_scope() = 'system');
CREATE POLICY job_chunk_work ON job_chunk FOR UPDATE USING (current_scope() = 'system') WITH CHECK (current_scope() = 'system');
CREATE POLICY job_failure_read ON job_failure FOR SELECT
  USING (current_scope() = 'system' OR EXISTS (SELECT 1 FROM job_run r WHERE r.id = run_id));
CREATE POLICY job_failure_add ON job_failure FOR INSERT WITH CHECK (current_scope() = 'system');
GRANT SELECT, INSERT, UPDATE ON job_chunk TO tandai_app;
GRANT SELECT, INSERT ON job_failure TO tandai_app;

-- 4. What runs by itself: one run of a schedule and a business day, and a day's run only when that of the day before has ended. The business
--    day lies `days_back` before the day on which the run is due, and enters the payload as `day_member`.
CREATE TABLE job_schedule (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  code            text NOT NULL,
  -- Whose runs they are; null: the platform's own.
  organisation_id uuid REFERENCES organisation,
  kind            text NOT NULL,
  cron            text NOT NULL,
  time_zone       text NOT NULL DEFAULT 'Asia/Shanghai' CONSTRAINT job_schedule_time_zone_known CHECK (time_zone = 'Asia/Shanghai'),
  days_back       integer NOT NULL DEFAULT 0 CONSTRAINT job_schedule_days_back_known CHECK (days_back BETWEEN 0 AND 31),
  day_member      text NOT NULL CONSTRAINT job_schedule_day_member_known CHECK (day_member IN ('asOf', 'on', 'month')),
  payload         jsonb NOT NULL DEFAULT '{}',
  reason          text NOT NULL CONSTRAINT job_schedule_reason_told CHECK (reason ~ '\S'),
  active          boolean NOT NULL DEFAULT true,
  -- Runs are made for business days after this one: a schedule does not reach back before it began, or began again.
  from_day        date NOT NULL,
  version         integer NOT NULL DEFAULT 1,
  changed_by      uuid REFERENCES user_account,
  changed_at      timestamptz,
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT job_schedule_code_key UNIQUE NULLS NOT DISTINCT (code, organisation_id)
);
ALTER TABLE job_schedule ENABLE ROW LEVEL SECURITY;
ALTER TABLE job_schedule FORCE ROW LEVEL SECURITY;
CREATE POLICY job_schedule_read ON job_schedule FOR SELECT
  USING (current_scope() IN ('system', 'administrator', 'auditor') OR organisation_id = current_organisation()
    OR (organisation_id IS NULL AND current_scope() IN ('steward', 'central-bank')));
CREATE POLICY job_schedule_add ON job_schedule FOR INSERT WITH CHECK (current_scope() = 'system');
CREATE POLICY job_schedule_change ON job_schedule FOR UPDATE
  USING (current_scope() IN ('system', 'administrator')) WITH CHECK (current_scope() IN ('system', 'administrator'));
GRANT SELECT, INSERT ON job_schedule TO tandai_app;
GRANT UPDATE (cron, reason, active, from_day, version, changed_by, changed_at) ON job_schedule TO tandai_app;

ALTER TABLE job_run
  ADD COLUMN schedule_id  uuid REFERENCES job_schedule,
  ADD COLUMN business_day date;
ALTER TABLE job_run ADD CONSTRAINT job_run_scheduled_whole CHECK ((schedule_id IS NULL) = (business_day IS NULL));
CREATE UNIQUE INDEX job_run_scheduled_once ON job_run (schedule_id, business_day) WHERE schedule_id IS NOT NULL;
