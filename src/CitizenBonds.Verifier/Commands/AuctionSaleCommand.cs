using System.Text.Json;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Verifier.Commands;

/// <summary><c>auction-sale</c>: a new issue sold by uniform-price auction.</summary>
internal static class AuctionSaleCommand
{
    private const long PriceMax = 1_000_000_000_000;

    public static VerifierCommand Definition { get; } = new(
        "auction-sale",
        "price and awards of a new issue sold by auction, retail bids first",
        """
        In:  {"issue_size","reserve_price","retail_reserve_ppm","retail_each_ppm","bidder_share_ppm",
        "seed","retail":[{"id","quantity"}],"competitive":[{"id","bidder","sequence","price",
        "quantity"}]}; the shares are 100000, 10000 and 350000 when left out, reserve_price null or
        left out means none. Earlier bids have the smaller sequence. The seed is as for sale.
        Out: price (null when nothing is sold), sold, retail_ceiling, offered_at_margin,
        awarded_at_margin, and what each bid receives, in the order given.
        Where the input names a price, or an awarded quantity beside a bid, it must be the one found:
        otherwise the exit code is 1 and the summary names the first that differs.
        """,
        "citizenbonds-verify auction-sale --in auction.json --out awards.json",
        ["in", "out"],
        Run);

    private static CommandResult Run(CommandContext context)
    {
        var auction = BoundedText.ReadJson<AuctionSaleDocument>(context.OpenInput(), VerifierJson.Options);
        var rules = RulesOf(auction);
        var retail = auction.ReadRetail();
        var competitive = auction.ReadCompetitive();
        var outcome = UniformPriceAuction.Clear(rules, retail, competitive, SaleCommand.SeedOf(auction.Seed));
        var output = context.OpenOutput();
        using (var json = new Utf8JsonWriter(output, VerifierJson.Indented)) Write(json, outcome);
        output.WriteByte((byte)'\n');
        if (auction.FindDifference(outcome) is { } difference) return CommandResult.Disagrees(difference);
        return CommandResult.Done(
            $"done, {outcome.Sold} of {rules.IssueSize} tokens at {outcome.Price?.MinorUnits.ToString() ?? "no price"} "
            + $"to {retail.Count} retail and {competitive.Count} competitive bids");
    }

    private static UniformPriceRules RulesOf(AuctionSaleDocument auction) => new()
    {
        IssueSize = Quantity.FromTokens(
            InRange(auction.IssueSize, 0, AuctionSaleDocument.TokensMax, "issue_size")),
        ReservePrice = auction.ReservePrice is { } yen
            ? Money.FromYen(InRange(yen, 1, PriceMax, "reserve_price"))
            : null,
        RetailReserve = ShareOf(auction.RetailReservePpm, "retail_reserve_ppm"),
        RetailEach = ShareOf(auction.RetailEachPpm, "retail_each_ppm"),
        BidderShare = ShareOf(auction.BidderSharePpm, "bidder_share_ppm"),
    };

    private static Rate ShareOf(long perMillion, string name) =>
        Rate.FromPerMillion(InRange(perMillion, 0, 1_000_000, name));

    private static long InRange(long value, long min, long max, string name) =>
        value >= min && value <= max ? value : throw new BadInputException($"{name}: {min} to {max} expected");

    private static void Write(Utf8JsonWriter json, UniformPriceOutcome outcome)
    {
        json.WriteStartObject();
        WriteOrNull(json, "price", outcome.Price?.MinorUnits);
        json.WriteNumber("sold", outcome.Sold.Tokens);
        WriteOrNull(json, "retail_ceiling", outcome.RetailCeiling?.Tokens);
        json.WriteNumber("offered_at_margin", outcome.OfferedAtMargin.Tokens);
        json.WriteNumber("awarded_at_margin", outcome.AwardedAtMargin.Tokens);
        Write(json, "retail", outcome.RetailAwards);
        Write(json, "competitive", outcome.CompetitiveAwards);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<BidAward> awards)
    {
        json.WriteStartArray(name);
        foreach (var award in awards)
        {
            json.WriteStartObject();
            json.WriteString("id", award.BidId);
            json.WriteNumber("quantity", award.Quantity.Tokens);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOrNull(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
