using System.Globalization;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Pricing;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Verifier.Commands;

/// <summary><c>price-callable</c>: bonds the issuer may repay once a year, on a flat curve.</summary>
internal static class PriceCallableCommand
{
    private const int Decimals = 10;

    public static VerifierCommand Definition { get; } = new(
        "price-callable",
        "dirty price of bonds with and without yearly call dates, Hull-White on a flat curve",
        """
        In:  id,settlement,maturity,coupon_rate,frequency,flat_rate_continuous,mean_reversion,volatility,
             first_call,call_price
        Out: id,straight_dirty_price,callable_dirty_price
        The issuer may repay at call_price (clean, per 100) on first_call and each anniversary before the maturity.
        Rates are fractions a year; flat_rate_continuous is compounded continuously, time is actual days over 365.
        mean_reversion is 0 to 10, volatility (absolute, a year) 0 to 1.
        """,
        "citizenbonds-verify price-callable --in callable.csv --out prices.csv",
        ["in", "out"],
        Run);

    private static CommandResult Run(CommandContext context)
    {
        using var cases = context.OpenCsv();
        var columns = new Columns(cases);
        using var prices = context.CreateCsv("id", "straight_dirty_price", "callable_dirty_price");
        var count = 0L;
        for (; cases.Read(); count++)
        {
            var price = columns.PriceCurrent();
            prices.Field(cases[columns.Id])
                .Fixed(price.StraightDirty, Decimals)
                .Fixed(price.Dirty, Decimals)
                .EndRow();
            context.Progress.ReportSlow(count, "bonds");
        }

        return CommandResult.Done(string.Create(CultureInfo.InvariantCulture, $"{count} bonds priced"));
    }

    private sealed class Columns(CsvReader csv)
    {
        private const double RateMax = 1;
        private const double CallPriceMax = 1e6;
        private readonly int _settlement = csv.Column("settlement");
        private readonly int _maturity = csv.Column("maturity");
        private readonly int _couponRate = csv.Column("coupon_rate");
        private readonly int _frequency = csv.Column("frequency");
        private readonly int _flatRate = csv.Column("flat_rate_continuous");
        private readonly int _meanReversion = csv.Column("mean_reversion");
        private readonly int _volatility = csv.Column("volatility");
        private readonly int _firstCall = csv.Column("first_call");
        private readonly int _callPrice = csv.Column("call_price");

        public int Id { get; } = csv.Column("id");

        public CallablePrice PriceCurrent()
        {
            var (bond, settlement) = ReadBond();
            var model = new HullWhiteModel(Between(_meanReversion, 0, 10), Between(_volatility, 0, 1));
            var curve = DiscountCurve.Flat(Between(_flatRate, -RateMax, RateMax));
            var firstCall = csv.Date(_firstCall);
            if (firstCall <= settlement) throw csv.Error(_firstCall, "not after settlement");
            var rights = ExerciseRight.EveryYear(
                firstCall, bond.MaturityDate, Between(_callPrice, 0, CallPriceMax), ExerciseKind.Call);
            return CallableBondPricing.PriceFromCurve(bond, settlement, curve, model, rights);
        }

        private (PricedBond Bond, DateOnly Settlement) ReadBond()
        {
            var settlement = csv.Date(_settlement);
            if (settlement.Year <= PricedBond.FirstYear)
                throw csv.Error(_settlement, nameof(PricingRefusal.DateOutOfRange));
            var frequency = csv.WholeNumber(_frequency);
            if (frequency is < 0 or > 12 || !CouponFrequency.IsLegal((int)frequency))
                throw csv.Error(_frequency, $"{frequency} is not 0, 1, 2, 4 or 12");
            var bond = new PricedBond(
                settlement.AddYears(-1), // The file has no issue date; the coupon that is running is a whole one.
                csv.Date(_maturity),
                csv.Number(_couponRate),
                CouponFrequency.FromPaymentsPerYear((int)frequency),
                DayCount.ActualActualIcma);
            if (bond.FindRefusal(settlement) is not { } refusal) return (bond, settlement);
            var isDate = refusal < PricingRefusal.CouponNotFinite;
            throw csv.Error(isDate ? _maturity : _couponRate, refusal.ToString());
        }

        private double Between(int column, double lowest, double highest)
        {
            var value = csv.Number(column);
            return value >= lowest && value <= highest
                ? value
                : throw csv.Error(column, string.Create(CultureInfo.InvariantCulture, $"not {lowest} to {highest}"));
        }
    }
}
