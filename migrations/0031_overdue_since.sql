-- Since when a loan is overdue: whoever asks for an earlier day (a filing dated before) sees that it was not overdue then.
ALTER TABLE loan_state ADD COLUMN overdue_since date;
-- A loan overdue before this was kept: the end of day, or its next event, corrects the date.
UPDATE loan_state SET overdue_since = (now() AT TIME ZONE 'Asia/Shanghai')::date - days_overdue WHERE days_overdue > 0;
ALTER TABLE loan_state ADD CONSTRAINT loan_state_overdue_since_when_overdue CHECK (overdue_since IS NULL OR days_overdue > 0);
GRANT UPDATE (overdue_since) ON loan_state TO tandai_app;
