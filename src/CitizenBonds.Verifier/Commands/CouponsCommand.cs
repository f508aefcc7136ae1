using System.Globalization;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Verifier.Commands;

/// <summary><c>coupons</c>: coupons of the PureMining bond from raw block headers.</summary>
internal static class CouponsCommand
{
    private const int SignificantDigits = 20;

    public static VerifierCommand Definition { get; } = new(
        "coupons",
        "PureMining coupons, exact, from raw Bitcoin block headers",
        """
        In:  --headers: height,header_hex (80 bytes as 160 hexadecimal digits), ascending, gaps allowed
        Out: prev_key_height,key_height,T_seconds,B_sat,D,coupon_btc_per_bond,coupon_num,coupon_den
             one row for each pair of consecutive key blocks with every header between them in the input;
             num/den is the reduced fraction of BTC, decimals have 20 significant digits
        Checked on every header: proof of work, target, link, retarget, median time. A fault is bad input.
        """,
        "citizenbonds-verify coupons --headers headers.csv --out coupons.csv",
        ["headers", "out"],
        Run);

    private static CommandResult Run(CommandContext context)
    {
        using var headers = context.OpenCsv("headers");
        var (heightColumn, hexColumn) = (headers.Column("height"), headers.Column("header_hex"));
        using var coupons = context.CreateCsv(
            "prev_key_height", "key_height", "T_seconds", "B_sat", "D", "coupon_btc_per_bond", "coupon_num",
            "coupon_den");
        var sequence = new HeaderSequence();
        KeyBlock? previous = null;
        var count = 0L;
        while (headers.Read())
        {
            var height = headers.WholeNumber(heightColumn);
            if (height < 0) throw headers.Error(heightColumn, "is below zero");
            var header = BlockHeader.FromHex(headers[hexColumn])
                ?? throw headers.Error(hexColumn, "is not 160 hexadecimal digits");
            if (sequence.Accept(height, header) is { } fault)
                throw headers.Error(fault == HeaderFault.HeightNotAscending ? heightColumn : hexColumn, Explain(fault));
            context.Progress.Report(sequence.Accepted, "headers");
            if (!KeyBlock.IsKeyHeight(height)) continue;

            var key = KeyBlock.FromHeader(height, header);
            if (previous is not null && sequence.RunStart <= previous.Height)
            {
                Write(coupons, PureMiningCoupon.Between(previous, key));
                count++;
            }

            previous = key;
        }

        return CommandResult.Done(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} coupons; {sequence.Accepted} headers with proof of work, {sequence.LinksChecked} links, "
            + $"{sequence.RetargetsChecked} retargets and {sequence.MediansChecked} median times checked"));
    }

    private static void Write(CsvWriter csv, PureMiningCoupon coupon)
    {
        var coins = coupon.CoinsPerBond;
        csv.Field(coupon.Previous.Height).Field(coupon.Closing.Height).Field(coupon.Seconds)
            .Field(coupon.Subsidy.MinorUnits)
            .Field(coupon.Closing.Target.Difficulty.ToDecimal(SignificantDigits))
            .Field(coins.ToDecimal(SignificantDigits))
            .Field(coins.Numerator.ToString(CultureInfo.InvariantCulture))
            .Field(coins.Denominator.ToString(CultureInfo.InvariantCulture));
        csv.EndRow();
    }

    private static string Explain(HeaderFault fault) => fault switch
    {
        HeaderFault.HeightNotAscending => "not above the height before: heights must ascend",
        HeaderFault.TargetInvalid => "the target is negative, zero or easier than the chain allows",
        HeaderFault.ProofOfWorkMissing => "the hash is above the target: no proof of work, or a forged bit",
        HeaderFault.GenesisUnknown => "height 0 is not Bitcoin's first block",
        HeaderFault.LinkBroken => "the previous hash is not that of the header before",
        HeaderFault.TargetChangedWithinPeriod => "the target changed within a period of 2016 blocks",
        HeaderFault.RetargetWrong => "the target is not what the period before gives",
        HeaderFault.TimeNotAfterMedian => "the time is not after the median of the eleven headers before",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };
}
