using System.Globalization;
using System.Numerics;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Pricing;
using CitizenBonds.Domain.Values;
using FsCheck;
using FsCheck.Fluent;

namespace CitizenBonds.Domain.Tests.Mining;

public sealed class PureMiningCouponTests
{
    public static TheoryData<long, uint, uint, uint, string, string> KnownCoupons => new()
    {
        // Header times and nBits of the key blocks themselves; coupon = T * B * 10^6 / (D * 2^32).
        { 671, 1231856031, 1232084566, 0x1d00ffff, "2660.4975573718547821", "89271484375/33554432" },
        { 1007, 1232084566, 1232353666, 0x1d00ffff, "3132.7363103628158569", "26279296875/8388608" },
    };

    [Theory]
    [MemberData(nameof(KnownCoupons))]
    public void Between_KnownKeyBlocks_GivesTheExactCoupon(
        long height, uint from, uint to, uint bits, string coins, string fraction)
    {
        var coupon = PureMiningCoupon.Between(Key(height - 336, from, bits), Key(height, to, bits));

        Assert.Equal(coins, coupon.CoinsPerBond.ToDecimal(20));
        Assert.Equal(fraction, coupon.CoinsPerBond.ToString());
    }

    [Theory]
    [InlineData(335, 1007)]
    [InlineData(335, 335)]
    [InlineData(336, 672)]
    public void Between_NotConsecutiveKeyBlocks_IsACallersMistake(long previous, long closing) =>
        Assert.Throws<ArgumentException>(
            () => PureMiningCoupon.Between(Key(previous, 1, 0x1d00ffff), Key(closing, 2, 0x1d00ffff)));

    [Fact]
    public void Between_ClockRunsBackwards_PaysNothing() =>
        Assert.Equal(
            ExactFraction.Zero,
            PureMiningCoupon.Between(Key(335, 100, 0x1d00ffff), Key(671, 90, 0x1d00ffff)).SatoshiPerBond);

    [Fact]
    public void Between_EveryPublishedPair_AgreesDigitForDigit()
    {
        var count = 0;
        foreach (var row in Rows(SharedFiles.Find("data/btc_coupons.csv")))
        {
            var bits = uint.Parse(row[6], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var coupon = PureMiningCoupon.Between(
                Key(Number(row[0]), (uint)Number(row[2]), bits), Key(Number(row[1]), (uint)Number(row[3]), bits));

            Assert.Equal(Number(row[4]), coupon.Seconds);
            Assert.Equal(row[7], coupon.Closing.Target.Difficulty.ToDecimal(20));
            Assert.Equal(row[8], coupon.CoinsPerBond.ToDecimal(20));
            Assert.Equal($"{row[9]}/{row[10]}", coupon.CoinsPerBond.ToString());
            count++;
        }

        Assert.Equal(ThirdPartyAgreement.MiningCoupons, count);
    }

    [Fact]
    public void Between_SixCouponsOfAPeriod_AddUpToThePublishedSum()
    {
        // Within a period D stands still and the formula is additive in T, so all coupons with one subsidy sum to one
        // over their whole time. A halving cuts a period in two at the last block with the old subsidy, heights 209,999
        // and 629,999. Checked so, and coupon by coupon where every key block is held.
        var keys = HeaderSequenceTests.ReadHeaders(SharedFiles.Find("data/btc_headers.csv"))
            .Where(item => KeyBlock.IsKeyHeight(item.Height))
            .ToDictionary(item => item.Height, item => KeyBlock.FromHeader(item.Height, item.Header));
        foreach (var row in Rows(SharedFiles.Find("data/btc_key_blocks.csv")))
        {
            if (Number(row[0]) is not (209_999 or 629_999)) continue;
            var bits = uint.Parse(row[4], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            keys[Number(row[0])] = Key(Number(row[0]), (uint)Number(row[2]), bits);
        }

        var (periods, singly) = (0, 0);
        foreach (var row in Rows(SharedFiles.Find("data/btc_period_coupon_sums.csv")))
        {
            var (start, end) = (Number(row[1]), Number(row[2]));
            var expected = $"{row[11]}/{row[12]}";
            var lastOfOldSubsidy = ((start / 210_000) + 1) * 210_000 - 1;
            Assert.Equal(row[6] == "mixed", lastOfOldSubsidy < end);
            var sumOverTimes = lastOfOldSubsidy < end
                ? WithOneSubsidy(keys[start], keys[lastOfOldSubsidy])
                    + WithOneSubsidy(keys[lastOfOldSubsidy], keys[end])
                : WithOneSubsidy(keys[start], keys[end]);
            Assert.Equal(expected, sumOverTimes.ToString());
            periods++;
            if (!Enumerable.Range(1, 5).All(i => keys.ContainsKey(start + (336 * i)))) continue;

            var sum = ExactFraction.Zero;
            for (var height = start; height < end; height += 336)
                sum += PureMiningCoupon.Between(keys[height], keys[height + 336]).CoinsPerBond;
            Assert.Equal(expected, sum.ToString());
            singly++;
        }

        // All 411 rows; 10 periods have all their key blocks.
        Assert.Equal((ThirdPartyAgreement.MiningPeriodSums, 10), (periods, singly));
    }

    [Fact]
    public void Settle_ManySmallCoupons_PaysTheWholeSatoshiOfTheSum()
    {
        // A third of a satoshi per bond and coupon, two bonds: 2/3, 4/3, 2 -> paid 0, 1, 1.
        var third = ExactFraction.Of(1, 3);
        var carried = ExactFraction.Zero;
        long[] paid = new long[3];
        for (var i = 0; i < paid.Length; i++)
        {
            var entitlement = CouponEntitlement.Settle(carried, Quantity.FromTokens(2), third);
            paid[i] = entitlement.Paid.MinorUnits;
            carried = entitlement.Carried;
        }

        Assert.Equal([0, 1, 1], paid);
        Assert.Equal(ExactFraction.Zero, carried);
    }

    [Fact]
    public void Settle_AnyHoldingsAndCoupons_LosesNoDust()
    {
        var coupon = from holding in Gen.Choose(0, 1_000_000)
                     from numerator in Gen.Choose(0, 2_000_000)
                     from denominator in Gen.Choose(1, 1_000_000)
                     select (holding, Fraction: ExactFraction.Of(numerator, denominator));
        Prop.ForAll(coupon.ListOf().ToArbitrary(), coupons =>
        {
            var (carried, due, paid) = (ExactFraction.Zero, ExactFraction.Zero, BigInteger.Zero);
            foreach (var (holding, fraction) in coupons)
            {
                due += fraction * holding;
                var entitlement = CouponEntitlement.Settle(carried, Quantity.FromTokens(holding), fraction);
                paid += entitlement.Paid.MinorUnits;
                carried = entitlement.Carried;
            }

            return due == carried + ExactFraction.Of(paid, 1) && carried < ExactFraction.Of(1, 1);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Settle_WholeSatoshiCarried_IsACallersMistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => CouponEntitlement.Settle(ExactFraction.Of(1, 1), Quantity.Zero, ExactFraction.Zero));

    [Theory]
    [InlineData(0, 5_000_000_000)]
    [InlineData(209_999, 5_000_000_000)]
    [InlineData(210_000, 2_500_000_000)]
    [InlineData(839_999, 625_000_000)]
    [InlineData(840_000, 312_500_000)]
    [InlineData(2_100_000, 4_882_812)] // 50 BTC / 1024 = 4,882,812.5, rounded down
    [InlineData(6_929_999, 1)]
    [InlineData(6_930_000, 0)]
    [InlineData(99_999_999, 0)]
    public void SubsidyAt_Height_HalvesAndRoundsDown(long height, long satoshi) =>
        Assert.Equal(satoshi, BlockSubsidy.At(height).MinorUnits);

    [Theory]
    [InlineData(0, 335)]
    [InlineData(334, 335)]
    [InlineData(335, 671)]
    [InlineData(-1, 335)]
    public void NextKeyHeight_Height_IsTheFirstAbove(long height, long next) =>
        Assert.Equal(next, KeyBlock.NextKeyHeight(height));

    [Theory]
    [InlineData(1, 3, 5, "0.33333")]
    [InlineData(2, 3, 5, "0.66667")]
    [InlineData(999_999, 1_000_000, 3, "1")]
    [InlineData(123_456, 1, 2, "120000")]
    [InlineData(1, 800, 20, "0.00125")]
    [InlineData(0, 7, 20, "0")]
    [InlineData(25, 10, 1, "2")] // half to even
    [InlineData(35, 10, 1, "4")]
    public void ToDecimal_Digits_RoundsHalfToEven(int numerator, int denominator, int digits, string text) =>
        Assert.Equal(text, ExactFraction.Of(numerator, denominator).ToDecimal(digits));

    private static ExactFraction WithOneSubsidy(KeyBlock first, KeyBlock last)
    {
        var seconds = new BigInteger((long)last.UnixSeconds - first.UnixSeconds);
        return ExactFraction.Of(
            seconds * BlockSubsidy.At(last.Height).MinorUnits * 1_000_000 * last.Target.Target,
            (CompactTarget.Maximum << 32) * 100_000_000);
    }

    private static KeyBlock Key(long height, uint unixSeconds, uint bits) =>
        new(height, unixSeconds, CompactTarget.FromBits(bits)!.Value);

    private static IEnumerable<string[]> Rows(string path) =>
        File.ReadLines(path).Skip(1).Select(line => line.Split(','));

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
