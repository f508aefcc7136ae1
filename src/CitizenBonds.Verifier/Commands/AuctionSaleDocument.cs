using System.Text.Json;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Verifier.Commands;

/// <summary>An auction of a new issue as it is published.</summary>
internal sealed record AuctionSaleDocument
{
    public const long TokensMax = 1_000_000_000_000_000;
    private const long PriceMax = 1_000_000_000_000;

    public required long IssueSize { get; init; }

    public long? ReservePrice { get; init; }

    public long RetailReservePpm { get; init; } = 100_000;

    public long RetailEachPpm { get; init; } = 10_000;

    public long BidderSharePpm { get; init; } = 350_000;

    public required string Seed { get; init; }

    /// <summary>What the portal says everybody paid; null when it says nothing.</summary>
    public long? Price { get; init; }

    public required IReadOnlyList<RetailLine?> Retail { get; init; }

    public required IReadOnlyList<CompetitiveLine?> Competitive { get; init; }

    public List<RetailBid> ReadRetail()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return [.. Retail.Select((line, index) =>
        {
            var where = $"retail[{index}]";
            var bid = line ?? throw new BadInputException($"{where} is null");
            return new RetailBid(Unique(bid.Id, ids, where), TokensOf(bid.Quantity, where));
        })];
    }

    public List<CompetitiveBid> ReadCompetitive()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return [.. Competitive.Select((line, index) =>
        {
            var where = $"competitive[{index}]";
            var bid = line ?? throw new BadInputException($"{where} is null");
            if (bid.Price is < 1 or > PriceMax)
                throw new BadInputException($"{where}.price: 1 to {PriceMax} expected");
            return new CompetitiveBid(
                Unique(bid.Id, ids, where),
                VerifierJson.IdText(bid.Bidder, $"{where}.bidder"),
                bid.Sequence,
                Money.FromYen(bid.Price),
                TokensOf(bid.Quantity, where));
        })];
    }

    /// <returns>Where what the input claims is not what was found; null when it agrees or claims nothing.</returns>
    public string? FindDifference(UniformPriceOutcome outcome)
    {
        if (Price is { } price && price != outcome.Price?.MinorUnits)
            return $"price: the file says {price}, found {outcome.Price?.MinorUnits.ToString() ?? "none"}";
        return Find("retail", Retail.Select(line => line?.Awarded), outcome.RetailAwards)
            ?? Find("competitive", Competitive.Select(line => line?.Awarded), outcome.CompetitiveAwards);
    }

    private static string? Find(string leg, IEnumerable<long?> claims, IReadOnlyList<BidAward> awards) =>
        claims.Zip(awards)
            .Where(pair => pair.First is { } claim && claim != pair.Second.Quantity.Tokens)
            .Select(pair => $"{leg} bid {VerifierJson.Shorten(pair.Second.BidId)}: the file says {pair.First} tokens, "
                + $"found {pair.Second.Quantity}")
            .FirstOrDefault();

    private static string Unique(JsonElement id, HashSet<string> ids, string where)
    {
        var text = VerifierJson.IdText(id, $"{where}.id");
        return ids.Add(text)
            ? text
            : throw new BadInputException($"{where}.id: '{VerifierJson.Shorten(text)}' appears twice");
    }

    private static Quantity TokensOf(long quantity, string where) =>
        quantity is < 1 or > TokensMax
            ? throw new BadInputException($"{where}.quantity: 1 to {TokensMax} expected")
            : Quantity.FromTokens(quantity);

    public sealed record RetailLine
    {
        public required JsonElement Id { get; init; }

        public required long Quantity { get; init; }

        public long? Awarded { get; init; }
    }

    public sealed record CompetitiveLine
    {
        public required JsonElement Id { get; init; }

        public required JsonElement Bidder { get; init; }

        public required long Sequence { get; init; }

        public required long Price { get; init; }

        public required long Quantity { get; init; }

        public long? Awarded { get; init; }
    }
}
