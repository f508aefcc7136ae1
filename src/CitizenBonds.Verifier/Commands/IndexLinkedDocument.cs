using System.Globalization;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Verifier.Commands;

/// <summary>The published file of an index-linked bond. Money is whole yen, prices are texts, exactly.</summary>
internal sealed record IndexLinkedDocument
{
    private const int ScheduleYearsMax = 99;
    private const int LastYear = JapaneseHolidays.LastYear - 1;

    public required long Denomination { get; init; }

    public required long CouponPpm { get; init; }

    public required int PaymentsPerYear { get; init; }

    public required string DayCount { get; init; }

    public required DateOnly IssueDate { get; init; }

    public required int ScheduleYears { get; init; }

    public required long SharePpm { get; init; }

    public required int AgeDaysMax { get; init; }

    public required IReadOnlyList<MetalEntry> Metals { get; init; }

    public required IReadOnlyList<PaymentEntry> Payments { get; init; }

    public BondTerms ToTerms()
    {
        InRange(Denomination, 1, 1_000_000_000_000, "denomination");
        InRange(CouponPpm, 0, 1_000_000, "coupon_ppm");
        InRange(ScheduleYears, 1, ScheduleYearsMax, "schedule_years");
        InRange(IssueDate.Year, JapaneseHolidays.FirstYear + 1, LastYear - ScheduleYears, "issue_date");
        if (PaymentsPerYear is not (1 or 2 or 4 or 12)) throw new BadInputException("payments_per_year: 1, 2, 4 or 12");
        return new BondTerms
        {
            Denomination = Money.FromYen(Denomination),
            IssueSize = Quantity.FromTokens(1),
            IssueDate = IssueDate,
            MaturityDate = IssueDate.AddYears(ScheduleYears),
            Coupon = Rate.FromPerMillion(CouponPpm),
            Frequency = CouponFrequency.FromPaymentsPerYear(PaymentsPerYear),
            DayCount = Domain.Bonds.DayCount.FromName(DayCount)
                ?? throw new BadInputException("day_count: no such rule"),
            // Move payment days only; what is paid does not depend on them.
            Convention = BusinessDayConvention.Unadjusted,
            Calendar = BusinessCalendar.Japan,
        };
    }

    public IndexTerms ToIndex()
    {
        InRange(SharePpm, 1, IndexFixing.Unit, "share_ppm");
        InRange(AgeDaysMax, IndexTerms.AgeDaysLeast, IndexTerms.AgeDaysMost, "age_days_max");
        if (Metals.Any(metal => metal is null)) throw new BadInputException("metals: one is null");
        if (Metals.Count is 0 or > 50) throw new BadInputException("metals: 1 to 50 expected");
        return new(
            default, SharePpm, AgeDaysMax,
            [
                .. Metals.Select((metal, i) => new IndexMetal(
                    metal.Code, InRange(metal.Weight, 1, 1_000_000_000, $"metals[{i}].weight"),
                    PriceOf(metal.BasePrice, $"metals[{i}].base_price"), metal.BaseDay)),
            ]);
    }

    public static IReadOnlyList<IndexQuote> ToQuotes(PaymentEntry payment, int index) =>
        [
            .. payment.Quotes.Select((quote, i) => new IndexQuote(
                quote.Code, quote.Day, PriceOf(quote.Price, $"payments[{index}].quotes[{i}].price"))),
        ];

    private static decimal PriceOf(string text, string where) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
        && price is >= 0.000001m and <= IndexQuote.PriceMax
            ? price
            : throw new BadInputException($"{where}: a price above zero expected");

    private static long InRange(long value, long min, long max, string name) =>
        value >= min && value <= max ? value : throw new BadInputException($"{name}: {min} to {max} expected");

    internal sealed record MetalEntry
    {
        public required string Code { get; init; }

        public required long Weight { get; init; }

        public required string BasePrice { get; init; }

        public required DateOnly BaseDay { get; init; }
    }

    internal sealed record QuoteEntry
    {
        public required string Code { get; init; }

        public required DateOnly Day { get; init; }

        public required string Price { get; init; }
    }

    /// <summary>One payment. What the portal published is checked.</summary>
    internal sealed record PaymentEntry
    {
        /// <summary>Coupon or Buyback.</summary>
        public required string Kind { get; init; }

        public required int Number { get; init; }

        public required DateOnly RecordDate { get; init; }

        public required IReadOnlyList<QuoteEntry> Quotes { get; init; }

        public long? PublishedRatioPpm { get; init; }

        public long? PublishedFactorPpm { get; init; }

        public long? PublishedYenPerToken { get; init; }
    }
}
