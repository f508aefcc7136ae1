-- Which notices an investor wants no letter of. A notice whose letter is due has no mailed_at; it is set in the
-- transaction that writes the letter, or that finds there is none to write.
create table portal.notice_silences (
    investor_id bigint not null references portal.investors,
    kind smallint not null,
    since timestamptz not null,
    primary key (investor_id, kind)
);
