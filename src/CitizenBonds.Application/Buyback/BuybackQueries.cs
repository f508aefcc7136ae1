using CitizenBonds.Application.Market;
using CitizenBonds.Data;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Buyback;

/// <summary>Programmes as the public and the central bank see them.</summary>
public sealed class BuybackQueries(IDbContextFactory<PortalContext> contexts, MarketRules rules)
{
    private const int ProgrammesMax = 200;

    /// <summary>Newest first.</summary>
    /// <param name="isin">Of one bond; null for all.</param>
    public async Task<IReadOnlyList<BuybackLine>> AllAsync(string? isin, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from programme in portal.BuybackProgrammes.AsNoTracking()
            join issue in portal.Issues on programme.SeriesId equals issue.Id
            where isin == null || issue.Isin == isin
            orderby programme.Id descending
            select new { Programme = programme, issue.Isin, issue.TitleJa, issue.TitleEn })
            .Take(ProgrammesMax).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => LineOf(row.Programme, row.Isin, row.TitleJa, row.TitleEn));
    }

    /// <returns>Null when there is no such programme.</returns>
    public async Task<BuybackView?> FindAsync(long programmeId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await (
            from programme in portal.BuybackProgrammes.AsNoTracking()
            join issue in portal.Issues.AsNoTracking() on programme.SeriesId equals issue.Id
            join purpose in portal.Purposes on issue.PurposeId equals purpose.Id
            join allotment in portal.Allotments on issue.Id equals allotment.IssueId
            where programme.Id == programmeId
            select new { Programme = programme, Issue = issue, Purpose = purpose, allotment.AllottedTokens })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null) return null;
        var row = found.Programme;
        return new BuybackView
        {
            Line = LineOf(row, found.Issue.Isin, found.Issue.TitleJa, found.Issue.TitleEn),
            Policy = BuybackRows.PolicyOf(row),
            WindowHours = row.WindowHours,
            SlicesPerDay = row.SlicesPerDay,
            SlicesPlanned = BuybackRows.MomentsOf(row, rules).Count,
            Retires = row.Retires,
            SeriesIssuedAt = found.Issue.SettledAt!.Value, // Only outstanding series have programmes.
            Denomination = Money.FromYen(found.Issue.DenominationYen),
            Series = new(Money.FromYen(row.SeriesOutstandingYen), Money.FromYen(row.SeriesHeldYen)),
            Issuer = new(Money.FromYen(row.IssuerOutstandingYen), Money.FromYen(row.IssuerHeldYen)),
            Proceeds = Money.FromYen(checked(found.AllottedTokens * found.Issue.PaidPriceYen)),
            Deficit = new(found.Purpose.NameJa, found.Purpose.NameEn),
            Steps = await StepsAsync(portal, programmeId, cancellationToken),
            Auctions = await AuctionsAsync(portal, programmeId, cancellationToken),
            Events = await portal.BuybackEvents.Where(e => e.ProgrammeId == programmeId).OrderBy(e => e.Id)
                .Select(e => new BuybackEventView(e.Kind, e.Actor != null, e.HappenedAt))
                .ToListAsync(cancellationToken),
        };
    }

    /// <summary>Every trade a decision of the programme may have seen, oldest first.</summary>
    public async Task<IReadOnlyList<BuybackTrade>> TradesAsync(
        BuybackView programme, CancellationToken cancellationToken)
    {
        if (programme.Steps.Count == 0) return [];
        var from = programme.Steps[0].At.AddHours(-programme.WindowHours);
        var last = programme.Steps[^1].LastTrade;
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.MarketTrades
            .Where(row => row.SeriesId == programme.Line.SeriesId && row.TradedAt >= from && row.Number <= last)
            .OrderBy(row => row.Number)
            .Select(row => new BuybackTrade(row.Number, row.TradedAt, row.Price, row.Quantity))
            .ToListAsync(cancellationToken);
    }

    private static BuybackLine LineOf(BuybackProgrammeRow row, string? isin, string titleJa, string titleEn) => new(
        row.Id, row.SeriesId, isin ?? "", new(titleJa, titleEn), row.State, Money.FromYen(row.TargetYen),
        Money.FromYen(row.SpentYen), Quantity.FromTokens(row.BoughtTokens), row.FirstDay, row.LastDay, row.NextAt);

    private static async Task<IReadOnlyList<BuybackStepView>> StepsAsync(
        PortalContext portal, long programmeId, CancellationToken cancellationToken) =>
        (await portal.BuybackSteps.AsNoTracking().Where(row => row.ProgrammeId == programmeId)
            .OrderBy(row => row.Number).ToListAsync(cancellationToken)).ConvertAll(ViewOf);

    private static BuybackStepView ViewOf(BuybackStepRow row) => new()
    {
        Number = row.Number,
        DueAt = row.DueAt,
        At = row.At,
        IsStopped = row.IsStopped,
        AuctionId = row.AuctionId,
        LastTrade = row.LastTrade,
        Offers = BuybackSteps.OffersOf(row),
        Reference = YenOf(row.ReferenceYen),
        WindowVolume = Quantity.FromTokens(row.WindowTokens),
        WindowTrades = row.WindowTrades,
        Excluded = BuybackSteps.ExcludedOf(row),
        Decision = row.Decision,
        WaitReason = row.WaitReason,
        BidPrice = YenOf(row.BidPriceYen),
        Wanted = TokensOf(row.BidTokens),
        Refusal = row.Refusal,
        Got = Quantity.FromTokens(row.BoughtTokens),
        Paid = Money.FromYen(row.PaidYen),
        SpentAfter = Money.FromYen(row.SpentYen),
        IsFinished = row.FinishedAt is not null,
    };

    private static async Task<IReadOnlyList<BuybackAuctionView>> AuctionsAsync(
        PortalContext portal, long programmeId, CancellationToken cancellationToken)
    {
        var rows = await portal.BuybackAuctions.AsNoTracking().Where(row => row.ProgrammeId == programmeId)
            .OrderBy(row => row.Id).ToListAsync(cancellationToken);
        var cleared = rows.Where(row => row.State == BuybackAuctionState.Cleared).Select(row => row.Id).ToList();
        var offers = (await portal.BuybackOffers.AsNoTracking()
                .Where(row => cleared.Contains(row.AuctionId) && row.Quantity > 0)
                .OrderBy(row => row.Id).ToListAsync(cancellationToken))
            .ToLookup(row => row.AuctionId, row => new BuybackOfferView(
                row.Id, row.PriceYen is null, YenOf(row.PriceYen), Quantity.FromTokens(row.Quantity),
                Quantity.FromTokens(row.BoughtTokens ?? 0), YenOf(row.PaidPriceYen)));
        return rows.ConvertAll(row => new BuybackAuctionView
        {
            Id = row.Id,
            State = row.State,
            TokensMax = Quantity.FromTokens(row.TokensMax),
            BudgetMax = Money.FromYen(row.BudgetMaxYen),
            RetailMax = Quantity.FromTokens(row.RetailMaxTokens),
            AnnouncedAt = row.AnnouncedAt,
            ClosesAt = row.ClosesAt,
            SeedCommitment = Convert.ToHexStringLower(row.SeedCommitment),
            Seed = row.Seed is { } seed ? Convert.ToHexStringLower(seed) : null,
            Reference = YenOf(row.ReferenceYen),
            Room = TokensOf(row.RoomTokens),
            Budget = YenOf(row.BudgetYen),
            Offered = TokensOf(row.OfferedTokens),
            Bought = TokensOf(row.BoughtTokens),
            Paid = YenOf(row.PaidYen),
            Average = YenOf(row.AverageYen),
            Marginal = YenOf(row.MarginalYen),
            Allocation = row.AllocationPpm is { } ppm ? Rate.FromPerMillion(ppm) : null,
            Offers = [.. offers[row.Id]],
        });
    }

    private static Money? YenOf(long? yen) => yen is { } amount ? Money.FromYen(amount) : null;

    private static Quantity? TokensOf(long? tokens) => tokens is { } amount ? Quantity.FromTokens(amount) : null;
}
