-- Ten thousand prices are written at once after every change of a curve. Two references of each row were looked up one by
-- one, which took longer than everything else; the same is now asked once for all rows of a statement.

alter table portal.series_prices drop constraint series_prices_run_id_fkey;
alter table portal.series_prices drop constraint series_prices_issue_id_fkey;

create function portal.check_series_prices() returns trigger language plpgsql as $$
begin
    if exists (
        select 1 from written w
        where not exists (select 1 from portal.issues i where i.id = w.issue_id)
            or not exists (select 1 from portal.pricing_runs r where r.id = w.run_id)) then
        raise exception 'a price of no series or of no run' using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;

create trigger series_prices_belong after insert on portal.series_prices
    referencing new table as written for each statement execute function portal.check_series_prices();
