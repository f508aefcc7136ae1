using CitizenBonds.Application.Time;

namespace CitizenBonds.Application.Demo;

/// <summary>A bid as it is planned.</summary>
/// <param name="Number">Makes its key.</param>
/// <param name="IsWithdrawn">Taken back at once.</param>
internal sealed record DemoBid(
    Guid UserId, string Number, DateTimeOffset At, long PriceYen, long Tokens, bool IsWithdrawn);

/// <summary>An invented institution. The first can be signed in as.</summary>
internal sealed record DemoInstitution(string Key, string Email, string Name, DateOnly FoundedOn)
{
    /// <summary>Paid in by each at the start.</summary>
    public const long CashYen = 400_000_000;

    private const int TickYen = 10;

    public static IReadOnlyList<DemoInstitution> All { get; } =
    [
        new("institution", "institution@demo.example", "Midori Pension Fund", new(1966, 4, 1)),
        new("institution 2", "institution2@demo.example", "Hoshino Life Insurance", new(1921, 7, 11)),
        new("institution 3", "institution3@demo.example", "Kawabe Mutual Aid", new(1954, 10, 1)),
        new("institution 4", "institution4@demo.example", "Shiosai Capital", new(2016, 2, 3)),
        new("institution 5", "institution5@demo.example", "Tsubame Trust", new(1999, 12, 20)),
    ];

    public Guid UserId => DemoStaff.IdOf(Key);

    /// <summary>Who quotes the bond of a sale.</summary>
    public static DemoInstitution MakerOf(PlannedSale sale) => All[sale.Number % All.Count];

    /// <summary>One to three bids of each, around what the coupon is worth; the more, the lower the price.</summary>
    public static IEnumerable<DemoBid> DrawBids(DemoRandom random, PlannedSale sale)
    {
        var opens = PortalTime.OpeningOf(sale.OpensOn);
        var minutes = (int)(PortalTime.ClosingOf(sale.ClosesOn) - opens).TotalMinutes;
        foreach (var bidder in All)
        {
            var bids = random.Next(1, 3);
            for (var number = 1; number <= bids; number++)
            {
                var price = DemoSales.FaceYen + (TickYen * random.Next(-24, 8)) - (40 * (number - 1));
                yield return new DemoBid(
                    bidder.UserId, $"{sale.Number}-{bidder.UserId:N}-{number}",
                    opens.AddMinutes(random.Next(1, minutes - 120)), price,
                    sale.SizeTokens * random.Next(6, 11) / 100, IsWithdrawn: random.Chance(10));
            }
        }
    }
}
