-- Index-linked perpetual bonds: what their terms freeze, and the index each payment was made by.

create table portal.index_series (
    issue_id bigint primary key references portal.issues,
    basket smallint not null check (basket between 0 and 2),
    share_ppm bigint not null check (share_ppm between 1 and 1000000),
    age_days_max integer not null check (age_days_max between 1 and 120),
    metals jsonb,
    option_announced_at timestamptz
);

-- Set once, when a payment of an index-linked bond is started; until then what keeps it waiting, if anything does.
alter table portal.payment_runs
    add column index_ratio_ppm bigint,
    add column index_factor_ppm bigint,
    add column index_quotes jsonb,
    add column index_fault smallint,
    add column index_missing text,
    add column index_missing_since timestamptz,
    add constraint payment_runs_index_whole check (
        (index_ratio_ppm is null) = (index_factor_ppm is null) and (index_ratio_ppm is null) = (index_quotes is null)),
    add constraint payment_runs_index_gap check (
        (index_fault is null) = (index_missing is null) and (index_fault is null) = (index_missing_since is null));

create index payment_runs_options on portal.payment_runs (issue_id) where kind = 2 and state <> 3;

-- Of an index-linked bond: what the index and the right to sell back add. Zero for every other.
alter table portal.series_prices
    add column index_excess double precision not null default 0,
    add column option_value double precision not null default 0;
