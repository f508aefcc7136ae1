-- For a foreign key on either side the database looks at every account it credits, a fifth of the work of paying a
-- million, though neither an account's number nor what it points to ever changes. The same is kept true otherwise:
-- those never change, no account or asset is taken away, and what is new is looked at when it comes.
alter table portal.accounts drop constraint accounts_asset_id_fkey, drop constraint accounts_payout_account_id_fkey;
alter table portal.purposes drop constraint purposes_account_id_fkey;
alter table portal.payment_runs drop constraint payment_runs_pool_account_id_fkey;

create function portal.refuse_link_change() returns trigger language plpgsql as $$
begin
    raise exception '% on % is refused: others point to it', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger accounts_stay before delete or truncate or update of id, asset_id, payout_account_id on portal.accounts
    for each statement execute function portal.refuse_link_change();
create trigger assets_stay before delete or truncate or update of id on portal.assets
    for each statement execute function portal.refuse_link_change();

create function portal.check_new_accounts() returns trigger language plpgsql as $$
declare
    stray bigint;
begin
    select a.id into stray from added a
    where not exists (select from portal.assets s where s.id = a.asset_id)
        or (a.payout_account_id is not null
            and not exists (select from portal.accounts p where p.id = a.payout_account_id))
    limit 1;
    if found then
        raise exception 'account % has an asset or a payout account that does not exist', stray
            using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;
create trigger accounts_links after insert on portal.accounts referencing new table as added
    for each statement execute function portal.check_new_accounts();

-- For a table with few rows; the argument is the column that names an account.
create function portal.check_account_exists() returns trigger language plpgsql as $$
begin
    if not exists (select from portal.accounts a where a.id = (to_jsonb(new) ->> tg_argv[0])::bigint) then
        raise exception '% of % names an account that does not exist', tg_argv[0], tg_table_name
            using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;
create trigger purposes_account after insert or update of account_id on portal.purposes
    for each row execute function portal.check_account_exists('account_id');
create trigger payment_runs_pool after insert or update of pool_account_id on portal.payment_runs
    for each row when (new.pool_account_id is not null)
    execute function portal.check_account_exists('pool_account_id');
