using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Forms;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data;
using CitizenBonds.Data.FairPrice;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.FairPrice;

namespace CitizenBonds.Application.FairPrice;

/// <summary>Why nothing is published, in order of precedence.</summary>
public enum PublishPriceRefusal
{
    NotTheSteward = 1,

    /// <summary>Nobody can check a figure without its source.</summary>
    SourcesMissing = 2,

    /// <summary>Blocks only go forward: the height is below the one published last.</summary>
    HeightBelowLast = 3,
    HeightWithoutSubsidy = 4,
    DifficultyBelowOne = 5,
    CoinPriceNotPositive = 6,

    /// <summary>No vote of the miners applies at that height.</summary>
    ConstantMissing = 7,

    /// <summary>Not from 0 to 10 percent.</summary>
    MarginOutOfRange = 8,
    TokenPriceNotPositive = 9,
    ElectricityNotPositive = 10,
}

/// <param name="CoinPrice">Yen for one bitcoin.</param>
/// <param name="Margin">A share: 0.1 is 10 %.</param>
/// <param name="TokenPriceYen">Market price of one token.</param>
public sealed record PublishWindowPriceCommand(
    long Height, double Difficulty, double CoinPrice, double Margin, long TokenPriceYen, double JoulesPerHash,
    double YenPerKilowattHour, string? Sources);

/// <param name="Number">Of the publication.</param>
public sealed record PublishedWindowPrice(long Number, double K, string Hash);

/// <summary>
/// The rate steward publishes the inputs and the market's price; K follows with the constant the miners voted. Each
/// publication is linked to the one before by its hash and is never changed.
/// </summary>
public sealed class PublishWindowPrice(CommandRunner commands)
{
    public const int SourcesLengthMax = 500;
    private const long TokenPriceMax = 1_000_000_000;

    public Task<Outcome<PublishedWindowPrice>> ExecuteAsync(
        PublishWindowPriceCommand input, string key, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(PublishWindowPrice), key, Digestible(input), actor.UserId, now),
            (portal, token) => PublishAsync(portal, input, actor, now, token),
            cancellationToken);

    /// <summary>JSON has no word for what is no number; such input is refused in any case.</summary>
    private static PublishWindowPriceCommand Digestible(PublishWindowPriceCommand input) => input with
    {
        Difficulty = Finite(input.Difficulty),
        CoinPrice = Finite(input.CoinPrice),
        Margin = Finite(input.Margin),
        JoulesPerHash = Finite(input.JoulesPerHash),
        YenPerKilowattHour = Finite(input.YenPerKilowattHour),
    };

    private static double Finite(double value) => double.IsFinite(value) ? value : -1;

    private static async Task<Outcome<PublishedWindowPrice>> PublishAsync(
        PortalContext portal, PublishWindowPriceCommand input, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.RateSteward)) return Refusal.Of(PublishPriceRefusal.NotTheSteward);
        var (sources, sourcesRefusal) = TypedText.Line(input.Sources, SourcesLengthMax);
        if (sourcesRefusal is not null) return Refusal.Of(PublishPriceRefusal.SourcesMissing);
        await WindowBook.LockAsync(portal, cancellationToken);
        var last = await WindowBook.NewestAsync(portal, cancellationToken);
        if (last is not null && input.Height < last.Height)
            return Refusal.Of(PublishPriceRefusal.HeightBelowLast, ("last", last.Height));
        var constant = await WindowBook.ConstantAtAsync(portal, input.Height, cancellationToken);
        var inputs = new FairPriceInputs(
            input.Height, input.Difficulty, input.CoinPrice, constant ?? double.NaN, input.Margin);
        var (window, refusal) = FairPriceWindow.For(inputs);
        if (refusal is { } why) return Refusal.Of(NameOf(why));
        if (input.TokenPriceYen is <= 0 or > TokenPriceMax)
            return Refusal.Of(PublishPriceRefusal.TokenPriceNotPositive);
        if (!(double.IsFinite(input.JoulesPerHash) && input.JoulesPerHash > 0
            && double.IsFinite(input.YenPerKilowattHour) && input.YenPerKilowattHour >= 0))
            return Refusal.Of(PublishPriceRefusal.ElectricityNotPositive);

        var market = new FairPriceMarket(input.TokenPriceYen, input.JoulesPerHash, input.YenPerKilowattHour);
        var row = RowOf(last, window!, market, sources!, actor, now); // Neither was refused.
        portal.WindowPrices.Add(row);
        return new PublishedWindowPrice(row.Number, row.K, Convert.ToHexStringLower(row.Hash));
    }

    private static PublishPriceRefusal NameOf(FairPriceRefusal refusal) => refusal switch
    {
        FairPriceRefusal.HeightWithoutSubsidy => PublishPriceRefusal.HeightWithoutSubsidy,
        FairPriceRefusal.DifficultyBelowOne => PublishPriceRefusal.DifficultyBelowOne,
        FairPriceRefusal.CoinPriceNotPositive => PublishPriceRefusal.CoinPriceNotPositive,
        FairPriceRefusal.ConstantNotPositive => PublishPriceRefusal.ConstantMissing,
        FairPriceRefusal.MarginOutOfRange => PublishPriceRefusal.MarginOutOfRange,
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };

    private static WindowPriceRow RowOf(
        WindowPriceRow? last, FairPriceWindow window, FairPriceMarket market, string sources, Actor actor,
        DateTimeOffset now)
    {
        // To the microsecond, as the database keeps it: the hash must come out the same when it is read back.
        var at = new DateTimeOffset(now.UtcTicks / 10 * 10, TimeSpan.Zero);
        var before = last is null ? null : WindowBook.RecordOf(last);
        var record = FairPriceRecord.After(before, at, window, market, sources);
        return new WindowPriceRow
        {
            Number = record.Number,
            PreviousHash = record.PreviousHash.ToBytes(),
            Hash = record.Hash.ToBytes(),
            PublishedAt = at,
            PublishedBy = actor.UserId,
            Height = window.Inputs.Height,
            Difficulty = window.Inputs.Difficulty,
            CoinPrice = window.Inputs.CoinPrice,
            Constant = window.Inputs.Constant,
            Margin = window.Inputs.Margin,
            K = window.K,
            TokenPriceYen = market.TokenPrice,
            JoulesPerHash = market.JoulesPerHash,
            YenPerKilowattHour = market.PricePerKilowattHour,
            Sources = sources,
        };
    }
}
