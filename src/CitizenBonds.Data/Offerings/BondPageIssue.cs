using CitizenBonds.Data.Credit;
using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;
using Npgsql;

namespace CitizenBonds.Data.Offerings;

/// <summary>Reads the rows a bond's page is about, in one line: the issue, its issuer, its purpose.</summary>
internal static class BondPageIssue
{
    public const string Columns = """
        i.id, i.issuer_id, i.purpose_id, i.product, i.state, i.version, i.title_ja, i.title_en, i.denomination_yen,
        i.size_tokens, i.sale_method, i.price_yen, i.reserve_price_yen, i.retail_reserve_ppm, i.stop_out_price_yen,
        i.coupon_ppm, i.payments_per_year, i.day_count, i.convention, i.calendar, i.record_days_before, i.issue_date,
        i.maturity_date, i.minimum_tokens, i.multiple_tokens, i.sale_opens_at, i.sale_closes_at, i.settles_at,
        i.residents_first, i.crowd_minimum_tokens, i.tier, i.policy_version, i.terms_hash, i.draw_commitment, i.isin,
        i.cfi, i.asset_id, r.id, r.code, r.kind, r.name_ja, r.name_en, r.prefecture, r.is_invented, p.id, p.issuer_id,
        p.kind, p.name_ja, p.name_en, p.fiscal_year, p.amount_yen, p.account_id, p.created_at
        """;

    public static BondPageFacts Of(NpgsqlDataReader reader)
    {
        var row = new Columnwise(reader);
        return new BondPageFacts { Issue = IssueOf(row), Issuer = IssuerOf(row), Purpose = PurposeOf(row) };
    }

    private static IssueRow IssueOf(Columnwise row) => new()
    {
        Id = row.Long(),
        IssuerId = row.Long(),
        PurposeId = row.Long(),
        Product = (BondProduct)row.Short(),
        State = (IssueState)row.Short(),
        Version = row.Int(),
        TitleJa = row.Text(),
        TitleEn = row.Text(),
        DenominationYen = row.Long(),
        SizeTokens = row.Long(),
        SaleMethod = (SaleMethod)row.Short(),
        PriceYen = row.Long(),
        ReservePriceYen = row.LongOrNull(),
        RetailReservePpm = row.LongOrNull(),
        StopOutPriceYen = row.LongOrNull(),
        CouponPpm = row.Long(),
        PaymentsPerYear = row.Short(),
        DayCount = row.Text(),
        Convention = (BusinessDayConvention)row.Short(),
        Calendar = row.Text(),
        RecordDaysBefore = row.Short(),
        IssueDate = row.Of<DateOnly>(),
        MaturityDate = row.Of<DateOnly>(),
        MinimumTokens = row.Long(),
        MultipleTokens = row.Long(),
        SaleOpensAt = row.Of<DateTimeOffset>(),
        SaleClosesAt = row.Of<DateTimeOffset>(),
        SettlesAt = row.Of<DateTimeOffset>(),
        ResidentsFirst = row.Of<bool>(),
        CrowdMinimumTokens = row.LongOrNull(),
        Tier = (CreditTier)row.Short(),
        PolicyVersion = row.Int(),
        TermsHash = row.OrNull<byte[]>(),
        DrawCommitment = row.OrNull<byte[]>(),
        Isin = row.OrNull<string>(),
        Cfi = row.OrNull<string>(),
        AssetId = row.LongOrNull(),
    };

    private static IssuerRow IssuerOf(Columnwise row) => new()
    {
        Id = row.Long(),
        Code = row.Text(),
        Kind = (IssuerKind)row.Short(),
        NameJa = row.Text(),
        NameEn = row.Text(),
        Prefecture = row.Short(),
        IsInvented = row.Of<bool>(),
    };

    private static PurposeRow PurposeOf(Columnwise row) => new()
    {
        Id = row.Long(),
        IssuerId = row.Long(),
        Kind = (PurposeKind)row.Short(),
        NameJa = row.Text(),
        NameEn = row.Text(),
        FiscalYear = row.Int(),
        AmountYen = row.Long(),
        AccountId = row.Long(),
        CreatedAt = row.Of<DateTimeOffset>(),
    };

    /// <summary>Takes one column after the other, in the order of <see cref="Columns"/>.</summary>
    private sealed class Columnwise(NpgsqlDataReader reader)
    {
        private int _next;

        public long Long() => reader.GetInt64(_next++);

        public long? LongOrNull() => reader.IsDBNull(_next) ? Skip<long?>() : reader.GetInt64(_next++);

        public int Int() => reader.GetInt32(_next++);

        public short Short() => reader.GetInt16(_next++);

        public string Text() => reader.GetString(_next++);

        public T Of<T>() => reader.GetFieldValue<T>(_next++);

        public T? OrNull<T>()
            where T : class =>
            reader.IsDBNull(_next) ? Skip<T?>() : reader.GetFieldValue<T>(_next++);

        private T? Skip<T>()
        {
            _next++;
            return default;
        }
    }
}
