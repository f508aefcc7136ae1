-- Paying a million holders: who is paid what is written down once, and long ranges of like transfers are named by one
-- row instead of a million entries in three indexes.

-- No transfer is booked before the one it follows, so a day is a range of numbers and needs no index of its own.
alter table portal.ledger_head add column last_booked_at timestamptz not null default '-infinity';
update portal.ledger_head
set last_booked_at = (select coalesce(max(booked_at), '-infinity') from portal.transfers);

create function portal.first_transfer_from(moment timestamptz) returns bigint language sql stable as $$
    with recursive search (low, high) as (
        select 1::bigint, last_transfer_id + 1 from portal.ledger_head
        union all
        select case when t.booked_at < moment then t.id + 1 else low end,
            case when t.booked_at < moment then high else t.id end
        from search join portal.transfers t on t.id = (low + high) / 2 where low < high
    )
    select low from search where low = high
$$;

-- What coupons and redemptions book: consecutive numbers with the same series, reason and, on one side, account.
create table portal.transfer_ranges (
    first_id bigint primary key,
    last_id bigint not null,
    debit_account bigint,
    credit_account bigint,
    series_id bigint not null,
    reason smallint not null,
    constraint transfer_ranges_length check (last_id - first_id between 0 and 99999),
    constraint transfer_ranges_one_side check ((debit_account is null) <> (credit_account is null)),
    constraint transfer_ranges_reasons check (reason in (9, 11, 12))
);
create index transfer_ranges_debit on portal.transfer_ranges (debit_account, first_id) where debit_account is not null;
create index transfer_ranges_credit on portal.transfer_ranges (credit_account, first_id)
    where credit_account is not null;
create index transfer_ranges_series on portal.transfer_ranges (series_id, first_id);
create index transfer_ranges_reason on portal.transfer_ranges (reason, first_id);
create trigger transfer_ranges_append_only before update or delete on portal.transfer_ranges
    for each row execute function portal.refuse_change();
create trigger transfer_ranges_no_truncate before truncate on portal.transfer_ranges
    for each statement execute function portal.refuse_change();
insert into portal.transfer_ranges (first_id, last_id, debit_account, credit_account, series_id, reason)
select id, id, case when reason <> 12 then debit_account end, case when reason = 12 then credit_account end, series_id,
    reason
from portal.transfers where reason in (9, 11, 12);

drop index portal.transfers_debit, portal.transfers_credit, portal.transfers_series, portal.transfers_reason,
    portal.transfers_booked;
create index transfers_debit on portal.transfers (debit_account, id) where reason not in (9, 11);
create index transfers_credit on portal.transfers (credit_account, id) where reason <> 12;
create index transfers_series on portal.transfers (series_id, id) where reason not in (9, 11, 12);
create index transfers_reason on portal.transfers (reason, id) where reason not in (9, 11, 12);

-- A payment run cut into steps, each paid in one transaction. A step keeps its holders column by column, which writes
-- a tenth of what a row for each would; external, because packing numbers costs more than it saves.
create table portal.payment_steps (
    run_id bigint not null references portal.payment_runs,
    number integer not null,
    accounts bigint[] not null,
    payouts bigint[] not null,
    quantities bigint[] not null,
    yen bigint[] not null,
    paid_at timestamptz,
    primary key (run_id, number),
    constraint payment_steps_even check (
        cardinality(accounts) between 1 and 100000 and cardinality(payouts) = cardinality(accounts)
        and cardinality(quantities) = cardinality(accounts) and cardinality(yen) = cardinality(accounts))
);
alter table portal.payment_steps alter accounts set storage external, alter payouts set storage external,
    alter quantities set storage external, alter yen set storage external;
alter table portal.payment_runs drop column paid_through_account_id;
