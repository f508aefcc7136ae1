-- Notices of events carry the day by which they are due, and two events of one kind may share it: only reports that are
-- made for a day are versions of each other.
alter table portal.filings drop constraint filings_versioned;
create unique index filings_versioned on portal.filings (issuer_id, issue_id, kind, due_on, version)
    where kind in (2, 3);
