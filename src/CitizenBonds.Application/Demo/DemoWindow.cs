using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.FairPrice;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Banking;
using CitizenBonds.Domain.FairPrice;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Demo;

/// <summary>
/// The fair-price window of the demonstration: invented miners who vote, a publication at every retarget, and people
/// who deal when the band lets them. One vote is open when the calendar ends.
/// </summary>
public sealed class DemoWindow(
    IDbContextFactory<PortalContext> contexts,
    DemoInstitutions institutions,
    RegisterMiner register,
    OpenBallot open,
    CastVote vote,
    CountBallots count,
    PublishWindowPrice publish,
    DealAtWindow deal)
{
    private const long FirstHeight = 907_200;
    private const double JoulesPerHash = 1.5e-11;
    private const double YenPerKilowattHour = 8;
    private const int NoticeBlocks = Retarget.PeriodBlocks;

    private const string Sources =
        "Difficulty: the public chain to height 953,568, unchanged after that; price of bitcoin and of the token, "
        + "15 J/TH and 8 yen/kWh: assumed for the demonstration";

    private static readonly DateOnly FirstDay = new(2025, 7, 28);

    /// <summary>The first is an institution that bids too and can be signed in as.</summary>
    private static readonly (DemoInstitution Who, string Name, long Terahashes)[] Miners =
    [
        (DemoInstitution.All[0], "Midori Solar Hash", 3_900_000),
        (new("miner 2", "miner2@demo.example", "Tokachi Hydro Mining", new(2019, 5, 7)), "Tokachi Hydro Mining",
            5_200_000),
        (new("miner 3", "miner3@demo.example", "Kirishima Geothermal Pool", new(2018, 3, 12)),
            "Kirishima Geothermal Pool", 2_700_000),
    ];

    /// <summary>Of the epochs from height 907,200 on, as the chain has them; the last holds until the end.</summary>
    private static readonly double[] Difficulties =
    [
        127620086886391.78, 129435235580344.81, 129699156960680.90, 136039872848261.31, 142342602928674.93,
        150839487445890.49, 146716052770107.46, 155973032196071.95, 152271405447597.37, 149301205959699.90,
        148195306640204.71, 148258433855481.31, 146472570619930.77, 141668107417558.24, 125864590119494.26,
        144398401518100.94, 145042165424853.28, 133793147307542.75, 138966872071213.20, 135594876535256.59,
        132472011079030.51, 136607070854775.06, 138955357012247.30, 124932866006548.15,
    ];

    /// <summary>Assumed: millions of yen for a bitcoin, and the market's price of the token in percent of K.</summary>
    private static readonly (double Millions, int Percent)[] Assumed =
    [
        (17.4, 92), (17.2, 95), (16.4, 103), (16.9, 106), (17.1, 111), (18.3, 108), (17.0, 101), (16.1, 97),
        (14.3, 94), (13.9, 88), (13.6, 86), (13.8, 91), (13.2, 96), (12.9, 99), (12.1, 104), (11.8, 107), (12.4, 109),
        (12.9, 112), (13.3, 106), (13.1, 101), (13.6, 98), (14.2, 95), (14.0, 93), (13.5, 97), (13.8, 102),
        (14.4, 104), (14.9, 106), (15.3, 103), (15.1, 99), (14.7, 96), (15.2, 94), (15.8, 98), (16.1, 101),
        (15.9, 103), (16.3, 104), (16.2, 103),
    ];

    private static readonly Actor Steward = Staff("steward", PortalRole.RateSteward);
    private static readonly Actor Operator = Staff("operator", PortalRole.Operator);

    internal void Plan(DemoCalendar calendar, DateTimeOffset start, CancellationToken cancellationToken)
    {
        foreach (var (who, name, terahashes) in Miners)
            calendar.Add(start.AddHours(3), at => JoinAsync(who, name, terahashes, at, cancellationToken));
        PlanVote(calendar, new(new(2025, 7, 1), 905_000, [1.0e-9, 1.05e-9, 0.9e-9]), cancellationToken);
        PlanVote(calendar, new(new(2026, 5, 4), 949_500, [1.1e-9, 1.0e-9, 1.2e-9]), cancellationToken);
        PlanVote(calendar, new(new(2026, 11, 16), 979_776, [null, 1.15e-9, null]), cancellationToken);
        for (var i = 0; i < Assumed.Length; i++)
        {
            var epoch = i;
            // The last publication is fresh when the demonstration's own time begins.
            var day = i == Assumed.Length - 1 ? new DateOnly(2026, 11, 19) : FirstDay.AddDays(14 * i);
            calendar.Add(
                PortalTime.OpeningOf(day).AddHours(1), at => PublishAsync(epoch, at, cancellationToken));
            for (var n = 0; n < 3; n++)
            {
                var number = n;
                calendar.Add(
                    PortalTime.OpeningOf(day).AddHours(2 + n),
                    at => DealAsync(epoch, number, at, cancellationToken));
            }
        }
    }

    private void PlanVote(DemoCalendar calendar, PlannedVote plan, CancellationToken cancellationToken)
    {
        var opens = PortalTime.OpeningOf(plan.OpensOn);
        var closes = PortalTime.ClosingOf(plan.OpensOn.AddDays(14));
        var name = string.Create(CultureInfo.InvariantCulture, $"{plan.OpensOn:yyyyMMdd}");
        calendar.Add(opens, async at => Require(await open.ExecuteAsync(
            new(closes, plan.CloseHeight, 500_000, NoticeBlocks), "demo-ballot-" + name, Steward, at,
            cancellationToken)));
        for (var i = 0; i < Miners.Length; i++)
        {
            var (miner, constant) = (Miners[i].Who.UserId, plan.Votes[i]);
            if (constant is not { } k) continue;
            calendar.Add(opens.AddDays(2).AddHours(i), async at => Require(await vote.ExecuteAsync(
                new(k), string.Create(CultureInfo.InvariantCulture, $"demo-vote-{name}-{miner:N}"), miner, at,
                cancellationToken)));
        }

        if (closes < DemoWorld.End) calendar.Add(closes, at => count.RunAsync(at, cancellationToken));
    }

    private async Task JoinAsync(
        DemoInstitution miner, string name, long terahashes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!DemoInstitution.All.Contains(miner)) await institutions.JoinAsync(miner, now, cancellationToken);
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var investor = await portal.Investors.SingleAsync(row => row.UserId == miner.UserId, cancellationToken);
        var command = new RegisterMinerCommand(
            DepositCode.Of(investor.Id), name, terahashes, "Demonstration: no real miner");
        var key = string.Create(CultureInfo.InvariantCulture, $"demo-miner-{miner.UserId:N}");
        Require(await register.ExecuteAsync(command, key, Operator, now, cancellationToken));
    }

    private async Task PublishAsync(int epoch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var height = FirstHeight + ((long)Retarget.PeriodBlocks * epoch);
        var difficulty = Difficulties[Math.Min(epoch, Difficulties.Length - 1)];
        var coinPrice = Assumed[epoch].Millions * 1e6;
        var constant = height < 951_552 ? 1.0e-9 : 1.1e-9;
        var k = FairPriceWindow.For(new(height, difficulty, coinPrice, constant, 0.1)).Window!.K; // All above zero.
        var command = new PublishWindowPriceCommand(
            height, difficulty, coinPrice, 0.1, (long)Math.Round(k * Assumed[epoch].Percent / 100), JoulesPerHash,
            YenPerKilowattHour, Sources);
        var key = string.Create(CultureInfo.InvariantCulture, $"demo-window-price-{epoch}");
        Require(await publish.ExecuteAsync(command, key, Steward, now, cancellationToken));
    }

    /// <summary>Two take tokens out and one, later, brings some in. What the band refuses is simply not done.</summary>
    private async Task DealAsync(int epoch, int number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var price = await portal.WindowPrices.OrderByDescending(row => row.Number).Select(row => row.TokenPriceYen)
            .FirstAsync(cancellationToken);
        var isDeposit = number == 2;
        var user = epoch % 6 == 0 && number == 0
            ? DemoStaff.IdOf("citizen")
            : await portal.Investors
                .Where(row => row.Kind == InvestorKind.Citizen && row.IdentityState == IdentityState.Approved)
                .OrderBy(row => row.Id).Skip(isDeposit ? epoch / 2 : epoch + number).Select(row => row.UserId)
                .FirstAsync(cancellationToken);
        var command = new DealAtWindowCommand(
            isDeposit ? WindowDirection.Deposit : WindowDirection.Withdrawal, 20 + (5 * (epoch % 7)), price);
        var key = string.Create(CultureInfo.InvariantCulture, $"demo-window-{epoch}-{number}");
        await deal.ExecuteAsync(command, key, user, now, cancellationToken);
    }

    private static Actor Staff(string name, PortalRole role) =>
        new(DemoStaff.IdOf(name), new HashSet<PortalRole> { role }, null);

    private static void Require<T>(Outcome<T> outcome) => _ = outcome.ValueOrThrow;

    /// <param name="Votes">By miner; null for whoever does not vote.</param>
    private sealed record PlannedVote(DateOnly OpensOn, long CloseHeight, double?[] Votes);
}
