-- PureMining bonds: the headers they follow, their key blocks, coupons in satoshi with the exact rest carried, and calls.

alter table portal.issues add column product smallint not null default 0;

create table portal.pure_mining_series (
    issue_id bigint primary key references portal.issues,
    bonds_per_token bigint not null check (bonds_per_token > 0),
    created_at timestamptz not null
);

-- The chain followed. Headers that another branch replaced are kept beside it.
create table portal.mining_headers (
    height bigint primary key check (height >= 0),
    hash bytea not null unique check (length(hash) = 32),
    header bytea not null check (length(header) = 80),
    received_at timestamptz not null
);
create table portal.mining_stale_headers (
    hash bytea primary key check (length(hash) = 32),
    height bigint not null,
    header bytea not null check (length(header) = 80),
    received_at timestamptz not null,
    replaced_at timestamptz not null
);

create table portal.mining_chain (
    only_row boolean primary key default true check (only_row),
    base_height bigint,
    tip_height bigint,
    last_key_height bigint,
    state smallint not null default 0,
    fork_height bigint,
    suspended_at timestamptz,
    received_at timestamptz,
    source text not null default '',
    constraint mining_chain_all_or_nothing
        check ((base_height is null) = (tip_height is null) and (base_height is null) = (last_key_height is null)),
    constraint mining_chain_suspended check ((state = 1) = (fork_height is not null and suspended_at is not null))
);
insert into portal.mining_chain default values;

-- What was recorded stays, whatever the chain does afterwards: no coupon is paid twice.
create table portal.mining_key_blocks (
    height bigint primary key check ((height + 1) % 336 = 0),
    header bytea not null check (length(header) = 80),
    hash bytea not null check (length(hash) = 32),
    recorded_at timestamptz not null
);
create trigger mining_key_blocks_append_only before update or delete on portal.mining_key_blocks
    for each row execute function portal.refuse_change();

create table portal.mining_coupons (
    issue_id bigint not null references portal.pure_mining_series,
    key_height bigint not null references portal.mining_key_blocks,
    record_at timestamptz not null,
    numerator text not null check (numerator ~ '^[0-9]{1,80}$'),
    denominator text not null check (denominator ~ '^[1-9][0-9]{0,79}$'),
    state smallint not null default 0,
    tokens bigint check (tokens >= 0),
    holders integer check (holders >= 0),
    paid_satoshi bigint check (paid_satoshi >= 0),
    due_at timestamptz not null,
    paid_at timestamptz,
    primary key (issue_id, key_height),
    constraint mining_coupons_paid check ((state = 1) = (paid_at is not null))
);
create index mining_coupons_due on portal.mining_coupons (issue_id, key_height) where state <> 1;

-- Each holder's exact claim in one coupon: the fraction of a satoshi earned, what was paid, what was carried on.
create table portal.mining_entitlements (
    issue_id bigint not null,
    key_height bigint not null,
    investor_id bigint not null references portal.investors,
    tokens bigint not null check (tokens > 0),
    numerator text not null,
    denominator text not null,
    paid_satoshi bigint not null check (paid_satoshi >= 0),
    carried_numerator text not null,
    carried_denominator text not null,
    primary key (issue_id, key_height, investor_id),
    foreign key (issue_id, key_height) references portal.mining_coupons
);
create index mining_entitlements_investor on portal.mining_entitlements (investor_id, issue_id, key_height);
create trigger mining_entitlements_append_only before update or delete on portal.mining_entitlements
    for each row execute function portal.refuse_change();

create table portal.bitcoin_receipts (
    transaction_id text primary key check (transaction_id ~ '^[0-9a-f]{64}$'),
    satoshi bigint not null check (satoshi > 0),
    booked_by uuid not null,
    booked_at timestamptz not null
);

create table portal.mining_calls (
    issue_id bigint primary key references portal.pure_mining_series,
    state smallint not null default 0,
    announced_at timestamptz not null,
    announced_by uuid not null,
    ends_at timestamptz not null,
    highest_trade_yen bigint not null check (highest_trade_yen > 0),
    price_yen bigint not null check (price_yen >= highest_trade_yen),
    missing_yen bigint not null default 0 check (missing_yen >= 0),
    bought_tokens bigint not null default 0 check (bought_tokens >= 0),
    started_at timestamptz,
    ended_at timestamptz
);
create index mining_calls_open on portal.mining_calls (issue_id) where state <> 2;
