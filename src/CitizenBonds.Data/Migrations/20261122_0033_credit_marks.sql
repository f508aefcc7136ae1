-- A payment run books its transfers in order of the account credited. So a holder's line is found by a search in its
-- range, and the million entries of a run in the index of credit accounts, half of all it wrote, are not needed.

-- Of a range of payments: the accounts credited first and last, and by every 128th transfer from the first on.
alter table portal.transfer_ranges add column lowest_credit bigint, add column highest_credit bigint,
    add column credit_marks bigint[];
alter table portal.transfer_ranges alter credit_marks set storage external;

-- What was booked before and not in that order is named one by one.
alter table portal.transfer_ranges disable trigger transfer_ranges_append_only;
create temporary table unordered on commit drop as
select r.* from portal.transfer_ranges r
where r.credit_account is null and exists (
    select from (
        select t.credit_account, lag(t.credit_account) over (order by t.id) as before
        from portal.transfers t where t.id between r.first_id and r.last_id) x
    where x.before > x.credit_account);
delete from portal.transfer_ranges r using unordered u where r.first_id = u.first_id;
insert into portal.transfer_ranges (first_id, last_id, debit_account, series_id, reason)
select t.id, t.id, u.debit_account, u.series_id, u.reason
from unordered u join portal.transfers t on t.id between u.first_id and u.last_id;
update portal.transfer_ranges r set credit_marks = array(
        select t.credit_account from generate_series(r.first_id, r.last_id, 128) n(id)
        join portal.transfers t on t.id = n.id order by t.id),
    lowest_credit = (select t.credit_account from portal.transfers t where t.id = r.first_id),
    highest_credit = (select t.credit_account from portal.transfers t where t.id = r.last_id)
where r.credit_account is null;
alter table portal.transfer_ranges enable trigger transfer_ranges_append_only;
alter table portal.transfer_ranges add constraint transfer_ranges_marks check (
    (credit_account is null) = (lowest_credit is not null) and (credit_account is null) = (highest_credit is not null)
    and (credit_account is null) = (credit_marks is not null));

create index transfer_ranges_lone_credit on portal.transfer_ranges (lowest_credit, first_id) where first_id = last_id;
create index accounts_payout on portal.accounts (payout_account_id) where payout_account_id is not null;
drop index portal.transfers_credit;
create index transfers_credit on portal.transfers (credit_account, id) where reason not in (9, 11, 12);

-- The numbers of the payments of runs to one account, from low on and below bound, newest or oldest first, at most so
-- many. Only series whose tokens pay to the account can have paid it in a range of many.
create function portal.payments_to(account bigint, low bigint, bound bigint, newest_first boolean, at_most integer,
    of_series bigint default null, of_reason smallint default null)
returns setof bigint language plpgsql stable as $$
declare
    span record;
    number bigint;
    found_so_far integer := 0;
begin
    for span in
        select c.first_id, c.last_id, c.credit_marks from (
            select * from portal.transfer_ranges r where r.first_id = r.last_id and r.lowest_credit = account
            union all
            select r.*
            from (
                select distinct i.id from portal.accounts h join portal.issues i on i.asset_id = h.asset_id
                where h.payout_account_id = account
            ) paying
            join portal.transfer_ranges r on r.series_id = paying.id
            where r.first_id < r.last_id and r.lowest_credit <= account and account <= r.highest_credit
        ) c
        where c.last_id >= low and c.first_id < bound
            and (of_series is null or c.series_id = of_series) and (of_reason is null or c.reason = of_reason)
        order by case when newest_first then -c.first_id else c.first_id end
    loop
        for number in
            select t.id from portal.transfers t
            where t.id between span.first_id + greatest(width_bucket(account - 1, span.credit_marks) - 1, 0) * 128
                    and least(span.first_id + width_bucket(account, span.credit_marks) * 128 - 1, span.last_id)
                and t.credit_account = account and t.id >= low and t.id < bound
            order by case when newest_first then -t.id else t.id end
        loop
            return next number;
            found_so_far := found_so_far + 1;
            if found_so_far >= at_most then
                return;
            end if;
        end loop;
    end loop;
end $$;

-- Whether a run ever paid the account for this reason. Most who are asked for hold nothing that ever paid, and the long
-- search is only for the others.
create function portal.has_been_paid(account bigint, of_reason smallint) returns boolean language sql stable as $$
    select case
        when exists (
            select from portal.transfer_ranges r
            where r.first_id = r.last_id and r.lowest_credit = account and r.reason = of_reason) then true
        when exists (
            select from portal.accounts h
            join portal.issues i on i.asset_id = h.asset_id
            join portal.transfer_ranges r on r.series_id = i.id
            where h.payout_account_id = account and r.first_id < r.last_id and r.reason = of_reason
                and r.lowest_credit <= account and account <= r.highest_credit)
            then exists (
                select from portal.payments_to(account, 1, 9223372036854775807, true, 1, null, of_reason))
        else false
    end
$$;
