using System.Globalization;

namespace CitizenBonds.Benchmarks.Payments;

/// <summary>
/// A settled issue with as many holders as asked for, a small one, and the bare tables they are compared with.
/// </summary>
internal static class CouponWorld
{
    /// <summary>Holdings of 1 to 50 tokens of 10,000 yen at 2 %, half-yearly; the issuer can pay.</summary>
    public static string Sql(int holders) =>
        Template.Replace("{holders}", holders.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>The same coupon of another issue, which ten people hold.</summary>
    public static long SmallRun(int coupon) => coupon + 2;

    public const string BareTables = """
        create table bare_balances as select id, debits, credits from portal.accounts where kind = 1;
        alter table bare_balances set (fillfactor = 50);
        alter table bare_balances add primary key (id);
        create table bare_entries (
            id bigint primary key, debit_account bigint, credit_account bigint, amount bigint, asset_id bigint,
            series_id bigint, reason smallint, reference text, booked_at timestamptz);
        """;

    public const string BareRun = """
        begin;
        insert into bare_entries
        select (select coalesce(max(id), 0) from bare_entries) + row_number() over (order by a.id), 2,
            a.payout_account_id, (a.credits - a.debits) * 100, 1, 1, 9, 'coupon 1-1', now()
        from portal.accounts a where a.asset_id = 100 and a.kind = 7;
        update bare_balances b set credits = b.credits + (a.credits - a.debits) * 100
        from portal.accounts a where a.asset_id = 100 and a.kind = 7 and a.payout_account_id = b.id;
        commit;
        """;

    private const string Template = """
        insert into portal.secrets (name, value) values ('pseudonym-salt', 'salt'), ('draw-key', 'key');
        insert into portal.assets (id, code, is_currency) values (100, 'XT0000000018', false);
        insert into portal.credit_policies values (1, '2020-01-01', '{}', now());
        insert into portal.issuers (id, code, kind, name_ja, name_en, prefecture, is_invented)
            values (1, 'X00001', 0, '試験町', 'Test Town', 0, true);
        insert into portal.accounts (id, kind, owner_kind, owner_id, asset_id, pseudonym, may_go_negative, debits,
                credits)
            values (1, 0, 0, 0, 1, 'bank', true, 100000000000, 0), (2, 4, 2, 1, 1, 'issuer', false, 0, 100000000000),
                (3, 5, 4, 1, 1, 'purpose', false, 0, 0), (4, 6, 3, 1, 100, 'issuance', true, 0, 0),
                (5, 8, 3, 1, 1, 'pool', false, 0, 0);
        insert into portal.purposes (id, issuer_id, kind, name_ja, name_en, fiscal_year, amount_yen, account_id,
                created_at)
            values (1, 1, 0, '不足', 'Deficit', 2025, 1000000, 3, now());
        insert into portal.accounts (id, kind, owner_kind, owner_id, asset_id, pseudonym)
            select 1000 + n, 1, 1, n, 1, 'c' || n from generate_series(1, {holders}) n;
        insert into portal.accounts (id, kind, owner_kind, owner_id, asset_id, pseudonym, payout_account_id, credits)
            select 10000000 + n, 7, 1, n, 100, 't' || n, 1000 + n, 1 + n % 50 from generate_series(1, {holders}) n;
        update portal.accounts set debits = (select sum(credits) from portal.accounts where kind = 7) where id = 4;
        select setval('portal.accounts_id_seq', 100000000);
        insert into portal.issues (id, issuer_id, purpose_id, state, title_ja, title_en, denomination_yen, size_tokens,
            price_yen, coupon_ppm, payments_per_year, day_count, convention, calendar, record_days_before, issue_date,
            maturity_date, sale_opens_at, sale_closes_at, settles_at, residents_first, tier, policy_version, terms_json,
            terms_hash, isin, asset_id, submitted_by, submitted_at)
            values (1, 1, 1, 5, '試験債', 'Test bond', 10000, 100000000, 10000, 20000, 2, '30/360', 1, 'JP', 5,
                '2026-03-02',
                '2027-03-02', '2026-02-01', '2026-02-20', '2026-03-02', false, 0, 1, '{}', '', 'XT0000000018', 100,
                gen_random_uuid(), now());
        insert into portal.payment_runs (id, issue_id, kind, number, record_at, due_at)
            values (1, 1, 0, 1, '2026-08-26 15:00Z', '2026-09-02 00:00Z'),
                (2, 1, 0, 2, '2027-02-23 15:00Z', '2027-03-02 00:00Z');

        insert into portal.assets (id, code, is_currency) values (101, 'XT0000000026', false);
        insert into portal.accounts (id, kind, owner_kind, owner_id, asset_id, pseudonym, may_go_negative, debits)
            values (6, 6, 3, 2, 101, 'small issuance', true, 10), (7, 8, 3, 2, 1, 'small pool', false, 0);
        insert into portal.accounts (id, kind, owner_kind, owner_id, asset_id, pseudonym, payout_account_id, credits)
            select 20000000 + n, 7, 1, n, 101, 's' || n, 1000 + n, 1 from generate_series(1, 10) n;
        insert into portal.issues
            select (jsonb_populate_record(i, '{"id": 2, "isin": "XT0000000026", "asset_id": 101}')).*
            from portal.issues i where id = 1;
        insert into portal.payment_runs (id, issue_id, kind, number, record_at, due_at)
            select id + 2, 2, kind, number, record_at, due_at from portal.payment_runs where issue_id = 1;
        """;
}
