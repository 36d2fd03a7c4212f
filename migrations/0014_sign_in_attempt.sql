-- An attempt to sign in is written down before its password is looked at and marked when it was right; attempts older than a day are
-- removed by those that come after them.
GRANT UPDATE (succeeded), DELETE ON sign_in_attempt TO tandai_app;
CREATE INDEX sign_in_attempt_at ON sign_in_attempt (at);
