using CitizenBonds.Domain.FairPrice;

namespace CitizenBonds.Verifier.Commands;

/// <summary><c>fair-price</c>: K and its band, and whether a deposit or withdrawal is inside it.</summary>
internal static class FairPriceCommand
{
    private static readonly string[] Columns =
        ["height", "difficulty", "btc_price", "k", "epsilon", "deposit_price", "withdraw_price"];

    public static VerifierCommand Definition { get; } = new(
        "fair-price",
        "fair price K, its band, and whether a deposit or a withdrawal is allowed",
        """
        In:  height,difficulty,btc_price,k,epsilon,deposit_price,withdraw_price
        Out: K,upper,lower,deposit_allowed,withdraw_allowed, one row for each row, in the shortest digits that
             read back the same
        K = btc_price * subsidy(height) / (k * difficulty); the band is K * (1 + epsilon) to K * (1 - epsilon),
        both ends allowed; epsilon is a share from 0 to 0.1.
        """,
        "citizenbonds-verify fair-price --in windows.csv --out bands.csv",
        ["in", "out"],
        Run);

    private static CommandResult Run(CommandContext context)
    {
        using var cases = context.OpenCsv();
        int[] columns = [.. Columns.Select(cases.Column)];
        using var bands = context.CreateCsv("K", "upper", "lower", "deposit_allowed", "withdraw_allowed");
        var count = 0L;
        while (cases.Read())
        {
            var inputs = new FairPriceInputs(
                cases.WholeNumber(columns[0]), cases.Number(columns[1]), cases.Number(columns[2]),
                cases.Number(columns[3]), cases.Number(columns[4]));
            var (window, refusal) = FairPriceWindow.For(inputs);
            if (window is null) throw cases.Error(ColumnOf(refusal, columns), $"{refusal}");
            var (deposit, withdrawal) = (cases.Number(columns[5]), cases.Number(columns[6]));
            bands.Field(window.K, "R").Field(window.Upper, "R").Field(window.Lower, "R")
                .Field(window.AllowsDeposit(deposit)).Field(window.AllowsWithdrawal(withdrawal)).EndRow();
            context.Progress.Report(++count, "windows");
        }

        return CommandResult.Done($"{count} windows");
    }

    private static int ColumnOf(FairPriceRefusal? refusal, int[] columns) => refusal switch
    {
        FairPriceRefusal.HeightWithoutSubsidy => columns[0],
        FairPriceRefusal.DifficultyBelowOne => columns[1],
        FairPriceRefusal.CoinPriceNotPositive => columns[2],
        FairPriceRefusal.ConstantNotPositive => columns[3],
        FairPriceRefusal.MarginOutOfRange => columns[4],
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };
}
