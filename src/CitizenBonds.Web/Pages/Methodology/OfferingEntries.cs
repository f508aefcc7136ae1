using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Pricing;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Pages.Methodology;

internal static class OfferingEntries
{
    public static IReadOnlyList<MethodologyEntry> All { get; } =
    [
        new("ceiling", "each receives min(quantity, ceiling);  ticket = SHA-256(seed ‖ id), lowest first",
            CeilingExample,
            new Agreement("Allotments", ThirdPartyAgreement.PublishedAllotments)),
        new("draw", "ticket = SHA-256(seed ‖ id), lowest first;  commitment = SHA-256(seed)", DrawExample),
        new("uniform-price", "stop-out = price at which demand reaches the issue; all pay it", UniformPriceExample),
        new("entry", "limit = max(150,000 yen, 5 % of net assets);  after one coupon × 5", EntryExample),
    ];

    private static object[] CeilingExample()
    {
        var rules = new SaleRules
        {
            Supply = Quantity.FromTokens(10_000),
            Minimum = Quantity.FromTokens(500),
            Multiple = Quantity.FromTokens(500),
        };
        long[] wanted = [2_000, 4_000, 5_500, 6_500];
        var result = FixedPriceAllotment.Allot(
            rules,
            [.. wanted.Select((tokens, i) => new SaleApplication($"{i + 1}", Quantity.FromTokens(tokens), false))],
            "a published seed"u8.ToArray());
        var allotted = result.Allotments.Select(allotment => Formats.Number(allotment.Quantity.Tokens));
        return [string.Join(" / ", allotted), result.DrawOrder.First()];
    }

    private static object[] DrawExample()
    {
        var seed = "a published seed"u8;
        return
        [
            string.Join(", ", VerifiableDraw.Order(seed, ["1", "2", "3"])), VerifiableDraw.Ticket(seed, "1").ToString(),
            VerifiableDraw.CommitmentTo(seed).ToString(),
        ];
    }

    private static object[] UniformPriceExample()
    {
        var outcome = UniformPriceAuction.Clear(
            new UniformPriceRules { IssueSize = Quantity.FromTokens(1_000) },
            [],
            [Bid("a", 1, 102, 300), Bid("b", 2, 101, 300), Bid("c", 3, 100, 300), Bid("d", 4, 100, 300)],
            "a published seed"u8);
        return
        [
            outcome.Price is { } price ? Formats.Exact(price) : "",
            string.Join(" / ", outcome.CompetitiveAwards.Select(award => Formats.Number(award.Quantity.Tokens))),
        ];
    }

    private static object[] EntryExample()
    {
        var issue = Money.FromYen(1_000_000_000);
        return
        [
            Formats.Exact(PhasedEntry.Default.LimitPerIssue(EntryPhase.First, Money.FromYen(8_000_000), issue)),
            Formats.Exact(PhasedEntry.Default.LimitPerIssue(EntryPhase.Second, Money.FromYen(8_000_000), issue)),
        ];
    }

    private static CompetitiveBid Bid(string id, long sequence, long yen, long tokens) =>
        new(id, id, sequence, Money.FromYen(yen), Quantity.FromTokens(tokens));
}
