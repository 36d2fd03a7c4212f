CREATE TABLE ledger_account (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organisation_id uuid NOT NULL REFERENCES organisation,
  code            text NOT NULL,
  name_zh         text NOT NULL,
  name_en         text NOT NULL,
  normal_side     text NOT NULL CONSTRAINT ledger_account_side_known CHECK (normal_side IN ('debit', 'credit')),
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT ledger_account_code_key UNIQUE (organisation_id, code),
  CONSTRAINT ledger_account_of_organisation UNIQUE (id, organisation_id)
);
CREATE TRIGGER ledger_account_append_only BEFORE UPDATE OR DELETE ON ledger_account FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TABLE journal_entry (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organisation_id uuid NOT NULL REFERENCES organisation,
  booked_on       date NOT NULL,
  event           text NOT NULL,
  subject_kind    text NOT NULL,
  subject_id      uuid NOT NULL,
  reverses        uuid CONSTRAINT journal_entry_reversed_once UNIQUE REFERENCES journal_entry,
  recorded_by     uuid REFERENCES user_account,
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT journal_entry_of_organisation UNIQUE (id, organisation_id)
);
CREATE INDEX journal_entry_subject ON journal_entry (subject_kind, subject_id);
CREATE INDEX journal_entry_organisation ON journal_entry (organisation_id, booked_on);
CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE ON journal_entry FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TABLE journal_line (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  entry_id        uuid NOT NULL,
  account_id      uuid NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisation,
  side            text NOT NULL CONSTRAINT journal_line_side_known CHECK (side IN ('debit', 'credit')),
  amount          numeric(20,2) NOT NULL CONSTRAINT journal_line_amount_positive CHECK (amount > 0),
  CONSTRAINT journal_line_entry_of_organisation FOREIGN KEY (entry_id, organisation_id) REFERENCES journal_entry (id, organisation_id),
  CONSTRAINT journal_line_account_of_organisation FOREIGN KEY (account_id, organisation_id) REFERENCES ledger_account (id, organisation_id)
);
CREATE INDEX journal_line_entry ON journal_line (entry_id);
CREATE INDEX journal_line_account ON journal_line (account_id, id);
CREATE TRIGGER journal_line_append_only BEFORE UPDATE OR DELETE ON journal_line FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- An entry balances when it commits, and has lines at all.
CREATE FUNCTION entry_must_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entry uuid := CASE TG_TABLE_NAME WHEN 'journal_entry' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'entry_id')::uuid END;
  difference numeric;
  lines integer;
BEGIN
  SELECT coalesce(sum(CASE side WHEN 'debit' THEN amount ELSE -amount END), 0), count(*)
    INTO difference, lines FROM journal_line WHERE entry_id = entry;
  IF lines < 2 OR difference <> 0 THEN
    RAISE EXCEPTION 'entry % has % lines and is out of balance by %', entry, lines, difference
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_balanced';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER journal_entry_balanced AFTER INSERT ON journal_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION entry_must_balance();
CREATE CONSTRAINT TRIGGER journal_line_balanced AFTER INSERT ON journal_line
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION entry_must_balance();

ALTER TABLE ledger_account ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_account FORCE ROW LEVEL SECURITY;
ALTER TABLE journal_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE journal_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_line FORCE ROW LEVEL SECURITY;
-- A re-loan is booked in one transaction on both books, so the branch may write on the lender's and the lender on the branch's;
-- reading stays with the owner of the book.
CREATE POLICY ledger_account_read ON ledger_account FOR SELECT
  USING (current_scope() IN ('system', 'auditor', 'central-bank') OR organisation_id = current_organisation());
CREATE POLICY ledger_account_write ON ledger_account FOR INSERT
  WITH CHECK (current_scope() IN ('system', 'central-bank') OR organisation_id = current_organisation());
CREATE POLICY journal_entry_read ON journal_entry FOR SELECT
  USING (current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation()
         OR (current_scope() = 'central-bank' AND subject_kind = 'reloan'));
CREATE POLICY journal_entry_write ON journal_entry FOR INSERT
  WITH CHECK (current_scope() = 'system' OR organisation_id = current_organisation()
              OR (current_scope() = 'central-bank' AND subject_kind = 'reloan'));
CREATE POLICY journal_line_read ON journal_line FOR SELECT
  USING (current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation()
         OR (current_scope() = 'central-bank' AND EXISTS (SELECT 1 FROM journal_entry e WHERE e.id = entry_id)));
CREATE POLICY journal_line_write ON journal_line FOR INSERT
  WITH CHECK (current_scope() = 'system' OR organisation_id = current_organisation()
              OR (current_scope() = 'central-bank' AND EXISTS (SELECT 1 FROM journal_entry e WHERE e.id = entry_id)));

GRANT SELECT, INSERT ON ledger_account, journal_entry, journal_line TO tandai_app;
