-- An answer echoes the instant it knows up to, and the same question with that instant must get the same bytes for ever. So no fact may
-- later appear under an earlier instant: a writer announces itself (a shared advisory lock named by the millisecond) before it takes the
-- instant it records under, and a reader asks only up to just before the oldest writer that is still at work.

-- Milliseconds since 1970, modulo 2^31 (24.8 days): what an advisory lock can be named by.
CREATE FUNCTION instant_tick(at timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  SET search_path = public, pg_temp
  RETURN mod((extract(epoch FROM at) * 1000)::bigint, 2147483648);

-- The instant at which this transaction records facts; the same for all of them unless a statement names a later one.
CREATE FUNCTION recording_instant() RETURNS timestamptz LANGUAGE plpgsql VOLATILE
  SET search_path = public, pg_temp AS $$
DECLARE
  chosen text := current_setting('tandai.recording_instant', true);
  instant timestamptz;
BEGIN
  IF chosen <> '' THEN
    RETURN chosen::timestamptz;
  END IF;
  PERFORM pg_advisory_xact_lock_shared(7306014, instant_tick(clock_timestamp())::int);
  instant := clock_timestamp();
  PERFORM set_config('tandai.recording_instant', instant::text, true);
  RETURN instant;
END $$;

-- The latest instant that can be answered for ever. To be asked before the snapshot that answers is taken.
CREATE FUNCTION answerable_instant() RETURNS timestamptz LANGUAGE plpgsql VOLATILE
  SET search_path = public, pg_temp AS $$
DECLARE
  asked timestamptz := clock_timestamp();
  age bigint;
BEGIN
  -- A writer that announced itself after `asked` is a tick ahead: it records later than `asked` and does not count.
  SELECT max(behind) INTO age
  FROM (SELECT mod(instant_tick(asked) - l.objid::bigint + 2147483648, 2147483648) AS behind
        FROM pg_locks l
        WHERE l.locktype = 'advisory' AND l.classid = 7306014 AND l.objsubid = 2
          AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())) writer
  WHERE behind < 1073741824;
  IF age IS NULL THEN
    RETURN asked;
  END IF;
  RETURN date_trunc('milliseconds', asked) - make_interval(secs => (age + 1) / 1000.0);
END $$;

GRANT EXECUTE ON FUNCTION instant_tick(timestamptz), recording_instant(), answerable_instant() TO tandai_app;

-- Every table of facts records under that instant. What is only about sessions, queues and logs is not asked by two times.
DO $$
DECLARE
  facts record;
BEGIN
  FOR facts IN
    SELECT c.relname AS name, a.attname AS col
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
    JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attname IN ('recorded_at', 'known_from') AND pg_get_expr(d.adbin, d.adrelid) = 'now()'
      AND c.relname NOT IN ('organisation', 'user_account', 'user_role', 'idempotency_answer', 'portfolio_import')
  LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET DEFAULT recording_instant()', facts.name, facts.col);
  END LOOP;
END $$;

-- Two organisations may ask for the same job at once; each has a run of its own.
DROP INDEX job_run_one_live;
CREATE UNIQUE INDEX job_run_one_live ON job_run (kind, payload_hash, organisation_id) NULLS NOT DISTINCT WHERE state IN ('queued', 'running');
