using System.Globalization;

namespace CitizenBonds.Testing.Market;

/// <summary>Live series with eight institutions that own a tenth of each and can pay for more.</summary>
public static class OrderWorld
{
    public const int Traders = 8;
    public const long SizeTokens = 10_000_000_000;
    public const long PriceYen = 10_000;

    public static Guid UserOf(int trader) => new(trader, 0, 0, new byte[8]);

    public static string Sql(int series) =>
        Template.Replace("{series}", series.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private const string Template = """
        insert into portal.secrets (name, value) values ('pseudonym-salt', 'salt'), ('draw-key', 'key')
            on conflict do nothing;
        insert into portal.assets (id, code, is_currency)
            select 1000 + n, 'XT' || n, false from generate_series(1, {series}) n;
        insert into portal.credit_policies (version, effective_from, body, published_at)
            select 1, '2020-01-01', '{}', now() where not exists (select from portal.credit_policies where version = 1);
        insert into portal.issuers (id, code, kind, name_ja, name_en, prefecture, is_invented)
            values (1, 'X00001', 0, '試験町', 'Test Town', 0, true);
        insert into portal.accounts (id, kind, owner_kind, owner_id, asset_id, pseudonym, may_go_negative, debits)
            values (1, 0, 0, 0, 1, 'bank', true, 80000000000000000), (2, 5, 4, 1, 1, 'purpose', false, 0);
        insert into portal.purposes (id, issuer_id, kind, name_ja, name_en, fiscal_year, amount_yen, account_id,
                created_at)
            values (1, 1, 0, '不足', 'Deficit', 2025, 1000000, 2, now());
        insert into portal.investors (id, user_id, kind, identity_state, created_at)
            select n, (lpad(to_hex(n), 8, '0') || '-0000-0000-0000-000000000000')::uuid, 1, 2, now()
            from generate_series(1, 8) n;
        insert into portal.accounts (id, kind, owner_kind, owner_id, asset_id, pseudonym, credits)
            select 100 + n, 1, 1, n, 1, 'c' || n, 10000000000000000 from generate_series(1, 8) n;
        insert into portal.accounts (id, kind, owner_kind, owner_id, asset_id, pseudonym, payout_account_id, credits)
            select 10000 + s * 10 + n, 7, 1, n, 1000 + s, 't' || s || '-' || n, 100 + n, 1000000000
            from generate_series(1, {series}) s, generate_series(1, 8) n;
        insert into portal.accounts (id, kind, owner_kind, owner_id, asset_id, pseudonym, may_go_negative, debits)
            select 1000 + s, 6, 3, s, 1000 + s, 'i' || s, true, 8000000000 from generate_series(1, {series}) s;
        select setval('portal.accounts_id_seq', 100000);
        insert into portal.issues (id, issuer_id, purpose_id, state, title_ja, title_en, denomination_yen, size_tokens,
            price_yen, coupon_ppm, payments_per_year, day_count, convention, calendar, record_days_before, issue_date,
            maturity_date, sale_opens_at, sale_closes_at, settles_at, residents_first, tier, policy_version, terms_json,
            terms_hash, isin, asset_id, submitted_by, submitted_at)
            select n, 1, 1, 5, '試験債', 'Test bond', 10000, 10000000000, 10000, 20000, 2, '30/360', 1, 'JP', 5,
                '2026-03-02', '2027-03-02', '2026-02-01', '2026-02-20', '2026-03-02', false, 0, 1, '{}', '',
                'XT' || n, 1000 + n, gen_random_uuid(), now()
            from generate_series(1, {series}) n;
        """;
}
