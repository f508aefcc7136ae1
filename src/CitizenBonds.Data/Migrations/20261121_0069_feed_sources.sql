-- Where each feed by HTTP stands: when it was asked, when it last answered well, and since when it has not.

create table portal.feed_sources (
    name text primary key,
    series text not null,
    attempted_at timestamptz not null,
    succeeded_at timestamptz,
    failure smallint,
    failing_since timestamptz,
    failures integer not null default 0 check (failures >= 0),
    constraint feed_sources_failing check ((failure is null) = (failing_since is null))
);
