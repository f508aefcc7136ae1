-- Trading days that are over: what the log says about them is worked out once and kept. Everything here follows from
-- the log and may be made again from it.

-- One row for each close: up to where the log was read, how the series stood then, and the day as the public may
-- recompute it.
create table portal.market_days (
    series_id bigint not null references portal.issues,
    last_sequence bigint not null check (last_sequence > 0),
    day date not null,
    last_trade bigint not null check (last_trade >= 0),
    state jsonb not null,
    record bytea not null,
    primary key (series_id, last_sequence)
);
create index market_days_day on portal.market_days (series_id, day);

-- Who has promised to quote a series, and what. A change of the promise ends one row and begins another.
create table portal.market_makers (
    id bigint generated always as identity primary key,
    series_id bigint not null references portal.issues,
    investor_id bigint not null references portal.investors,
    spread_max_ppm bigint not null check (spread_max_ppm between 1 and 1000000),
    size_min_tokens bigint not null check (size_min_tokens > 0),
    presence_min_ppm bigint not null check (presence_min_ppm between 1 and 1000000),
    first_day date not null,
    last_day date,
    appointed_at timestamptz not null,
    constraint market_makers_days_in_order check (last_day >= first_day)
);
create unique index market_makers_present on portal.market_makers (series_id, investor_id) where last_day is null;

-- How long the quote stood while trading was continuous.
create table portal.market_maker_days (
    maker_id bigint not null references portal.market_makers,
    day date not null,
    session_microseconds bigint not null check (session_microseconds >= 0),
    quoted_microseconds bigint not null,
    primary key (maker_id, day),
    constraint market_maker_days_within check (quoted_microseconds between 0 and session_microseconds)
);

-- What the rules of surveillance found. The evidence are numbers of trades and orders of the series.
create table portal.surveillance_hits (
    id bigint generated always as identity primary key,
    series_id bigint not null references portal.issues,
    day date not null,
    rule smallint not null check (rule between 1 and 4),
    evidence jsonb not null
);
create index surveillance_hits_day on portal.surveillance_hits (day, id);
