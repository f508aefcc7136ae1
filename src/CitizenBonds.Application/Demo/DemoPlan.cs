using CitizenBonds.Domain.Calendars;

namespace CitizenBonds.Application.Demo;

/// <summary>How a planned sale ends, where it is not simply settled.</summary>
internal enum DemoTurn
{
    None,
    Refused,
    CrowdFailed,
    Defaulted,
    TreasuryPermits,
    TreasuryWaits,
    SentBack,
    WaitsForApproval,
    Cancelled,
}

/// <summary>One sale of the demonstration as it is planned.</summary>
/// <param name="CouponPpm">Zero for a zero-coupon bond, sold below its face value.</param>
/// <param name="DemandPercent">Roughly what is applied for, of what is on offer.</param>
internal sealed record PlannedSale(
    int Number, string IssuerCode, string ProjectJa, string ProjectEn, bool IsDeficit, DateOnly SubmittedOn,
    DateOnly OpensOn, DateOnly ClosesOn, DateOnly IssueDate, DateOnly MaturityDate, long CouponPpm, int PaymentsPerYear,
    long SizeTokens, int DemandPercent, bool ResidentsFirst, bool IsCrowd, DemoTurn Turn, bool IsAuction = false);

/// <summary>Forty-seven sales over two years, drawn from the seed.</summary>
internal static class DemoPlan
{
    public const string HomeCode = "212016"; // Gifu City, whose officer and approver can be signed in as.
    private static readonly DateOnly First = new(2024, 11, 5);

    private static readonly (string Ja, string En)[] Projects =
    [
        ("学校の屋根", "school roofs"), ("図書館の改修", "library renewal"), ("川の護岸", "river banks"),
        ("保育園の建替え", "a new nursery school"), ("水道管の更新", "water mains"), ("公園と並木", "parks and trees"),
        ("市営バスの電動化", "electric city buses"), ("消防署", "a fire station"), ("港の桟橋", "harbour piers"),
        ("温泉街の石畳", "paving the spa quarter"), ("防災無線", "emergency radio"), ("歩道橋の架替え", "footbridges"),
    ];

    private static readonly string[] Issuers =
    [
        HomeCode, "012025", "042021", "072010", "141003", "172014", "202029", "222054", "231002", "261009", "271004",
        "281000", "332020", "341002", "372013", "382019", "401307", "422011", "431001", "472018", "152021", "092011",
    ];

    /// <summary>Sold to institutions and citizens alike; the last is open when the calendar ends.</summary>
    private static readonly (int Number, string Issuer, DateOnly Opens)[] Auctions =
    [
        (43, HomeCode, new(2025, 6, 2)), (44, "141003", new(2025, 10, 6)), (45, "271004", new(2026, 3, 2)),
        (46, "401307", new(2026, 8, 3)), (47, HomeCode, new(2026, 11, 12)),
    ];

    public static IReadOnlyList<PlannedSale> Draw(DemoRandom random, IReadOnlySet<string> known)
    {
        var codes = Issuers.Where(known.Contains).ToList();
        var sales = new List<PlannedSale>();
        for (var number = 1; number <= 34; number++)
        {
            // One sale about every three weeks, so that some are open, closed and announced when the calendar ends.
            var opens = First.AddDays((number - 1) * 22 + random.Next(0, 6));
            var turn = number switch { 20 => DemoTurn.Cancelled, _ => DemoTurn.None };
            sales.Add(Draw(random, number, codes[(number * 5) % codes.Count], opens, turn));
        }

        sales.Add(Special(random, 35, InventedTown.Refused, new DateOnly(2025, 2, 10), DemoTurn.Refused));
        sales.Add(Special(random, 36, InventedTown.CrowdFailed, new DateOnly(2025, 5, 12), DemoTurn.CrowdFailed));
        sales.Add(Special(random, 37, InventedTown.Defaulted, new DateOnly(2025, 3, 3), DemoTurn.Defaulted));
        sales.Add(Special(random, 38, InventedTown.TierC, new DateOnly(2025, 8, 4), DemoTurn.TreasuryPermits));
        sales.Add(Special(random, 39, InventedTown.TierC, new DateOnly(2026, 12, 7), DemoTurn.TreasuryWaits));
        sales.Add(Special(random, 40, HomeCode, new DateOnly(2026, 12, 14), DemoTurn.WaitsForApproval));
        sales.Add(Special(random, 41, HomeCode, new DateOnly(2026, 12, 21), DemoTurn.SentBack));
        sales.Add(Special(random, 42, HomeCode, new DateOnly(2026, 11, 16), DemoTurn.None));
        foreach (var (number, issuer, opens) in Auctions) sales.Add(Auction(random, number, issuer, opens));
        return [.. sales.OrderBy(sale => sale.SubmittedOn).ThenBy(sale => sale.Number)];
    }

    private static PlannedSale Draw(DemoRandom random, int number, string issuer, DateOnly opens, DemoTurn turn)
    {
        var project = Projects[(number * 7) % Projects.Length];
        var closes = opens.AddDays(random.Next(9, 16));
        var issue = BusinessCalendar.Japan.Adjust(closes.AddDays(random.Next(5, 9)), BusinessDayConvention.Following);
        var isZero = number % 9 == 4;
        // The early ones are short, so that repayments can be seen; the later ones run longer.
        var months = number <= 10 ? 12 : 12 * random.Next(2, 7);
        var isDeficit = number % 4 == 1;
        return new PlannedSale(
            number, issuer, project.Ja, project.En, isDeficit, opens.AddDays(-34), opens, closes, issue,
            issue.AddMonths(months), isZero ? 0 : 1_000 * random.Next(6, 22), isZero ? 0 : (number % 3 == 0 ? 1 : 2),
            100 * random.Next(
                8, 30), random.Next(55, 170), ResidentsFirst: number % 5 == 2, IsCrowd: number % 8 == 3, turn);
    }

    /// <summary>Citizens ask for a little more than the tenth that is theirs.</summary>
    private static PlannedSale Auction(DemoRandom random, int number, string issuer, DateOnly opens) =>
        Draw(random, number, issuer, opens, DemoTurn.None) with
        {
            IsAuction = true, IsCrowd = false, ResidentsFirst = false, DemandPercent = 12,
            SizeTokens = 100 * random.Next(20, 40), CouponPpm = 1_000 * random.Next(8, 16), PaymentsPerYear = 2,
        };

    private static PlannedSale Special(DemoRandom random, int number, string issuer, DateOnly opens, DemoTurn turn)
    {
        var sale = Draw(random, number, issuer, opens, turn);
        return turn switch
        {
            DemoTurn.CrowdFailed => sale with { IsCrowd = true, DemandPercent = 20, SizeTokens = 3_000 },
            DemoTurn.WaitsForApproval or DemoTurn.SentBack or DemoTurn.TreasuryWaits =>
                sale with { SubmittedOn = new DateOnly(2026, 11, 12 + (number % 5)) },
            _ => sale with { DemandPercent = 120, IsCrowd = false },
        };
    }
}
