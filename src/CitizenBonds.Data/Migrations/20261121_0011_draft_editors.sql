-- Which opened editor saved a draft last, so that a form is not refused for its own save on the way.
alter table portal.issue_drafts add column editor uuid;
