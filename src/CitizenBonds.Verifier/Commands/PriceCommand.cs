using System.Globalization;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Verifier.Commands;

/// <summary><c>price</c>: prices and sensitivities of fixed-coupon bonds from a yield.</summary>
internal static class PriceCommand
{
    private const int Decimals = 10;

    public static VerifierCommand Definition { get; } = new(
        "price",
        "price, accrued interest, durations, convexity and yield of fixed-coupon bonds",
        """
        In:  id,issue,settlement,maturity,coupon_rate,frequency,day_count,yield
        Out: id,clean_price,accrued,dirty_price,macaulay_duration,modified_duration,convexity,yield_from_price
        Rates are fractions a year (0.0125), prices per 100 of face value, ten decimals. frequency is 0, 1, 2, 4 or 12.
        day_count is one of ACT/365F, ACT/360, 30/360, 30E/360, 30/360 US, ACT/ACT ISDA, ACT/ACT ICMA, ACT/ACT AFB.
        --convention street (when left out): equal coupons, time in periods, simple interest in the last period;
        --convention daycount-time: coupons and times by the day count, compounded to the last day.
        yield_from_price is found again from the dirty price; it is empty where every yield gives the same price.
        """,
        "citizenbonds-verify price --in cases.csv --out prices.csv --convention street",
        ["in", "out", "convention"],
        Run);

    private static CommandResult Run(CommandContext context)
    {
        var convention = ReadConvention(context.Options);
        using var cases = context.OpenCsv();
        var reader = new PriceCaseReader(cases);
        using var prices = context.CreateCsv(
            "id", "clean_price", "accrued", "dirty_price", "macaulay_duration", "modified_duration", "convexity",
            "yield_from_price");
        var count = 0L;
        for (; cases.Read(); count++)
        {
            Write(prices, reader, convention);
            context.Progress.Report(count, "bonds");
        }

        return CommandResult.Done(string.Create(CultureInfo.InvariantCulture, $"{count} bonds priced"));
    }

    private static void Write(CsvWriter prices, PriceCaseReader reader, YieldConvention convention)
    {
        var (cashflows, yield) = reader.Current(convention);
        var analytics = BondYield.AnalyticsFromYield(cashflows, yield);
        var solution = BondYield.YieldFromDirty(cashflows, analytics.DirtyPrice);
        prices.Field(reader.Id)
            .Fixed(analytics.CleanPrice, Decimals)
            .Fixed(analytics.Accrued, Decimals)
            .Fixed(analytics.DirtyPrice, Decimals)
            .Fixed(analytics.MacaulayDuration, Decimals)
            .Fixed(analytics.ModifiedDuration, Decimals)
            .Fixed(analytics.Convexity, Decimals);
        if (solution.Refusal is null) prices.Fixed(solution.Yield, Decimals);
        else prices.Field([]);
        prices.EndRow();
    }

    private static YieldConvention ReadConvention(Options options) => options.Find("convention") switch
    {
        null or "street" => YieldConvention.Street,
        "daycount-time" => YieldConvention.DayCountTime,
        var other => throw new BadInputException($"--convention is '{other}'; it must be street or daycount-time"),
    };
}
