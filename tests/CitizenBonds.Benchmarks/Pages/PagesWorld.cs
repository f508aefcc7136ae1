namespace CitizenBonds.Benchmarks.Pages;

/// <summary>
/// A ledger of a million transfers over two years: a hundred series of 200 holders, ten thousand citizens, trades,
/// deposits, a few rare entries, and coupons a thousand at a time. Laid down by SQL, for only its size matters here.
/// </summary>
internal static class PagesWorld
{
    public const int Transfers = 1_000_000;
    public const int Series = 100;

    public const string Sql = """
        insert into portal.secrets (name, value) values ('pseudonym-salt', 'salt'), ('draw-key', 'key');
        insert into portal.ledger_audits (ran_at, transfers_checked, accounts_checked, blocks_checked, findings)
            values (now() + interval '1 year', 0, 0, 0, '[]');
        insert into portal.credit_policies values (1, '2020-01-01', '{}', now());
        insert into portal.issuers (id, code, kind, name_ja, name_en, prefecture, is_invented)
            select n, 'X' || lpad(n::text, 5, '0'), 0, '試験町' || n, 'Test Town ' || n, 0, true
            from generate_series(1, 10) n;
        insert into portal.assets (id, code, is_currency)
            select 99 + s, 'XT' || lpad(s::text, 10, '0'), false from generate_series(1, 100) s;
        insert into portal.accounts (id, kind, owner_kind, owner_id, asset_id, pseudonym, may_go_negative)
            select 1, 0, 0, 0, 1, 'bank', true
            union all select 10 + n, 4, 2, n, 1, 'issuer' || n, true from generate_series(1, 10) n
            union all select 100 + n, 5, 4, n, 1, 'purpose' || n, true from generate_series(1, 10) n
            union all select 1000 + s, 6, 3, s, 99 + s, 'issuance' || s, true from generate_series(1, 100) s
            union all select 2000 + s, 8, 3, s, 1, 'pool' || s, true from generate_series(1, 100) s
            union all select 10000 + n, 1, 1, n, 1, 'c' || n, true from generate_series(1, 10000) n;
        insert into portal.accounts (id, kind, owner_kind, owner_id, asset_id, pseudonym, payout_account_id, credits)
            select 100000 + s * 200 + k, 7, 1, (s * 200 + k) % 10000 + 1, 99 + s, 't' || s || '-' || k,
                10001 + (s * 200 + k) % 10000, 1 + k
            from generate_series(1, 100) s, generate_series(0, 199) k;
        insert into portal.purposes (id, issuer_id, kind, name_ja, name_en, fiscal_year, amount_yen, account_id,
                created_at)
            select n, n, 0, '不足' || n, 'Deficit ' || n, 2025, 1000000000, 100 + n, now()
            from generate_series(1, 10) n;
        insert into portal.issues (id, issuer_id, purpose_id, state, title_ja, title_en, denomination_yen, size_tokens,
            price_yen, coupon_ppm, payments_per_year, day_count, convention, calendar, record_days_before, issue_date,
            maturity_date, sale_opens_at, sale_closes_at, settles_at, residents_first, tier, policy_version, terms_json,
            terms_hash, isin, cfi, asset_id, submitted_by, submitted_at, settled_at)
            select s, 1 + s % 10, 1 + s % 10, 5, '試験債' || s, 'Test bond ' || s, 10000, 100000, 10000, 20000, 2,
                '30/360', 1, 'JP', 5, '2024-11-01', '2034-11-01', '2024-10-01', '2024-10-20', '2024-11-01', false, 0, 1,
                '{}', sha256('terms'), 'XT' || lpad(s::text, 10, '0'), 'DBFUGR', 99 + s, gen_random_uuid(),
                '2024-09-01', '2024-11-01'
            from generate_series(1, 100) s;
        insert into portal.issue_events (issue_id, kind, happened_at)
            select s, k, '2024-10-01' from generate_series(1, 100) s, generate_series(3, 5) k;
        insert into portal.payment_runs (issue_id, kind, number, record_at, due_at, state, total_yen, holders, paid_yen,
                paid_holders, started_at, finished_at)
            select s, 0, n, '2024-11-01'::timestamptz + n * interval '181 days',
                '2024-11-01'::timestamptz + n * interval '182 days', 3, 100000, 200, 100000, 200, '2025-11-01',
                '2025-11-01'
            from generate_series(1, 100) s, generate_series(1, 4) n;
        insert into portal.transfers
        select n,
            case kind when 9 then 2000 + s when 17 then 100000 + s * 200 + k when 1 then 1 when 7 then 11
                else 10001 + a end,
            case kind when 9 then 10001 + a when 17 then 100000 + s * 200 + (k + 1) % 200 when 1 then 10001 + a
                when 7 then 101 else 10001 + (a + 1) % 10000 end,
            1 + a, case kind when 17 then 99 + s else 1 end, case kind when 1 then 0 else s end, kind,
            case kind when 9 then 'coupon ' || s || '-1' else 'trade ' || n end,
            '2024-11-01'::timestamptz + n * interval '63 seconds'
        from (
            select n, case when kind = 9 then s * 200 % 10000 + (n - 1) % 1000 / 5 else (n * 7919) % 10000 end as a,
                (n * 31) % 200 as k, s, kind
            from (select n,
                case when (n - 1) / 1000 % 5 = 0 then (n - 1) / 5000 % 100 + 1 else n * 37 % 100 + 1 end as s,
                case when (n - 1) / 1000 % 5 = 0 then 9 when n % 100000 = 1001 then 7 when n % 50 = 0 then 1
                    when n % 2 = 0 then 16 else 17 end as kind
            from generate_series(1::bigint, 1000000) n) y
        ) x order by n;
        insert into portal.transfer_ranges (first_id, last_id, debit_account, series_id, reason, lowest_credit,
                highest_credit, credit_marks)
            select g * 1000 + 1, (g + 1) * 1000, 2000 + s, s, 9, 10001 + s * 200 % 10000, 10200 + s * 200 % 10000,
                array(select 10001 + s * 200 % 10000 + n / 5 from generate_series(0, 999, 128) n)
            from generate_series(0, 999, 5) g, lateral (select g / 5 % 100 + 1 as s) x;
        update portal.ledger_head set last_transfer_id = 1000000,
            last_booked_at = (select booked_at from portal.transfers where id = 1000000);
        insert into portal.blocks
            select h, h * 1000 + 1, 1000, sha256('a'), sha256('b'), sha256('c'), '', now(), sha256(h::text::bytea)
            from generate_series(0, 999) h;
        select setval('portal.accounts_id_seq', 1000000);
        """;
}
