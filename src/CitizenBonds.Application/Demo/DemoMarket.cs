using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Market;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Demo;

/// <summary>Brings the invented traders' orders to the market. What the rules refuse is simply not done.</summary>
public sealed class DemoMarket(
    IDbContextFactory<PortalContext> contexts,
    PlaceOrder place,
    CancelOrder cancel,
    HaltSeries halt,
    ResumeSeries resume)
{
    private static readonly Actor Operator = new(
        DemoStaff.IdOf("operator"), new HashSet<PortalRole> { PortalRole.Operator }, null);

    internal async Task<DemoPrices> LoadPricesAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await DemoPrices.LoadAsync(portal, cancellationToken);
    }

    /// <summary>Those of the sales that were settled, as bonds that can be traded.</summary>
    /// <param name="issueOf">The issue by the number of its sale.</param>
    internal async Task<IReadOnlyList<DemoSeries>> LoadSeriesAsync(
        IReadOnlyDictionary<long, int> issueOf, DemoPrices prices, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = issueOf.Keys.ToList();
        var issues = await portal.Issues.AsNoTracking()
            .Where(row => ids.Contains(row.Id) && row.State == IssueState.Live)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        return issues.ConvertAll(issue => new DemoSeries(issueOf[issue.Id], issue, prices));
    }

    /// <summary>Who could sell how much of these series.</summary>
    internal async Task CountHoldersAsync(IReadOnlyList<DemoSeries> many, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var assets = many.Select(series => series.Issue.AssetId ?? 0).ToList(); // Live series have tokens.
        var rows = await (
            from account in portal.Accounts
            where account.Kind == AccountKind.Holding && account.OwnerKind == AccountOwner.Investor
                && assets.Contains(account.AssetId) && account.Credits > account.Debits
            join investor in portal.Investors on account.OwnerId equals investor.Id
            orderby account.Id
            select new { account.AssetId, investor.UserId, Tokens = account.Credits - account.Debits })
            .ToListAsync(cancellationToken);
        foreach (var series in many)
        {
            series.Holders.Clear();
            series.Holders.AddRange(rows.Where(row => row.AssetId == series.Issue.AssetId)
                .Select(row => (row.UserId, row.Tokens)));
        }
    }

    /// <returns>Those that rest in the book, with their numbers.</returns>
    internal async Task<IReadOnlyList<(DemoOrder Order, long Sequence)>> PlaceAsync(
        IReadOnlyList<DemoOrder> orders, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var resting = new List<(DemoOrder Order, long Sequence)>();
        var outcomes = await place.ExecuteTogetherAsync(
            [.. orders.Select(order => (order.Command, order.Key, order.UserId))], now, cancellationToken);
        for (var index = 0; index < outcomes.Count; index++)
        {
            if (outcomes[index] is Outcome<PlacedOrder>.Done { Value: { State: MarketOrderState.Open } placed })
                resting.Add((orders[index], placed.Sequence));
        }

        return resting;
    }

    internal async Task CancelAsync(
        DemoOrder order, long sequence, DateTimeOffset now, CancellationToken cancellationToken) =>
        _ = await cancel.ExecuteAsync(
            new(order.Command.SeriesId, sequence), order.Key + "-cancel", order.UserId, now, cancellationToken);

    internal async Task HaltAsync(long seriesId, DateTimeOffset now, CancellationToken cancellationToken) =>
        _ = (await halt.ExecuteAsync(seriesId, Operator, now, cancellationToken)).ValueOrThrow;

    internal async Task ResumeAsync(long seriesId, DateTimeOffset now, CancellationToken cancellationToken) =>
        _ = (await resume.ExecuteAsync(seriesId, Operator, now, cancellationToken)).ValueOrThrow;
}
