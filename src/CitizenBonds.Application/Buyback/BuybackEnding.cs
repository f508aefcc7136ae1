using System.Globalization;
using CitizenBonds.Data;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Buyback;

/// <summary>What the ends of slices, auctions and programmes have in common.</summary>
internal static class BuybackEnding
{
    public static string ReferenceOf(BuybackProgrammeRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"buyback {row.Id}");

    /// <summary>Ends a programme whose row is locked and returns the money it did not spend.</summary>
    /// <param name="actor">Null: the portal itself.</param>
    public static async Task EndAsync(
        PortalContext portal, BuybackProgrammeRow row, BuybackProgrammeState end, Guid? actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var wasFunded = row.State != BuybackProgrammeState.Planned;
        row.State = end;
        row.NextAt = null;
        row.Version++;
        var kind = end == BuybackProgrammeState.Stopped ? BuybackEventKind.Stopped : BuybackEventKind.Completed;
        BuybackRows.Add(portal, row.Id, kind, actor, now);
        await portal.SaveChangesAsync(cancellationToken);
        var left = row.TargetYen - row.SpentYen;
        if (!wasFunded || left == 0) return;
        var accounts = await AccountBook.OpenAsync(
            portal, [AccountPlan.InvestorCash(row.InvestorId), AccountPlan.Bank], cancellationToken);
        await PostAsync(
            portal,
            [new(accounts[0], accounts[1], left, LedgerReason.BuybackFundsReturned, ReferenceOf(row), row.SeriesId)],
            now, cancellationToken);
    }

    /// <summary>Adds what a slice or an auction bought to the programme; retires it where that is the rule.</summary>
    public static async Task BookAsync(
        PortalContext portal, BuybackProgrammeRow row, long tokens, long paidYen, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (tokens == 0) return;
        row.BoughtTokens = checked(row.BoughtTokens + tokens);
        row.SpentYen = checked(row.SpentYen + paidYen);
        row.Operations++;
        await portal.SaveChangesAsync(cancellationToken);
        if (!row.Retires) return;
        var assetId = await AssetOfAsync(portal, row.SeriesId, cancellationToken);
        var accounts = await AccountBook.OpenAsync(
            portal,
            [AccountPlan.InvestorTokens(row.InvestorId, assetId, 0), AccountPlan.Issuance(row.SeriesId, assetId)],
            cancellationToken);
        await PostAsync(
            portal,
            [new(accounts[0], accounts[1], tokens, LedgerReason.TokensRetired, ReferenceOf(row), row.SeriesId)],
            now, cancellationToken);
    }

    public static Task<long> AssetOfAsync(
        PortalContext portal, long seriesId, CancellationToken cancellationToken) =>
        portal.Issues.Where(issue => issue.Id == seriesId)
            .Select(issue => issue.AssetId!.Value) // Live: it has its tokens.
            .SingleAsync(cancellationToken);

    /// <exception cref="InvalidOperationException">An account of the programme holds less than it must.</exception>
    public static async Task PostAsync(
        PortalContext portal, IReadOnlyList<NewTransfer> transfers, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (await LedgerWriter.PostAsync(portal, transfers, now, cancellationToken) is { } shortfall)
            throw new InvalidOperationException($"Account {shortfall.AccountId} holds too little for a buyback.");
    }
}
