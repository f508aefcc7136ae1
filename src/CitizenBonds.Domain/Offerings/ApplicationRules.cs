using System.Diagnostics;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>Decides whether an application may be made.</summary>
public static class ApplicationRules
{
    /// <param name="today">The day at the portal, for the age of the knowledge test.</param>
    /// <returns>The refusal, or null when the application may be made.</returns>
    public static ApplicationRefusal? FindRefusal(
        ApplicationRequest request, PhasedEntry limits, DateTimeOffset now, DateOnly today) =>
        Decide(request, limits, now, today).Refusal;

    /// <inheritdoc cref="FindRefusal"/>
    /// <returns>The refusal, if any, and the nearest quantity that would be allowed.</returns>
    public static ApplicationDecision Decide(
        ApplicationRequest request, PhasedEntry limits, DateTimeOffset now, DateOnly today)
    {
        if (now < request.OpensAt) return new(ApplicationRefusal.SaleNotYetOpen, Quantity.Zero);
        if (now >= request.ClosesAt) return new(ApplicationRefusal.SaleClosed, Quantity.Zero);
        var sale = request.Sale;
        var issueVolume = request.Price * sale.Supply;
        var entry = limits.Decide(
            request.Investor, today, request.Quantity, request.Price, request.Committed, issueVolume);
        if (entry.Refusal is < EntryRefusal.AboveFirstPhaseLimit) return new(Named(entry.Refusal.Value), Quantity.Zero);

        var affordable = Quantity.FromTokens(Math.Max(0, request.AvailableCash.MinorUnits) / request.Price.MinorUnits);
        var each = Quantity.Min(request.EachMax ?? sale.Supply, sale.Supply);
        var most = Quantity.Min(Quantity.Min(entry.AllowedMax, affordable), each);
        var nearest = NearestInLots(sale, Quantity.Min(request.Quantity, most), most);
        if (request.Quantity < sale.Minimum) return new(ApplicationRefusal.BelowMinimum, nearest);
        if (!sale.IsInLots(request.Quantity)) return new(ApplicationRefusal.NotInMultiples, nearest);
        if (request.Quantity > sale.Supply) return new(ApplicationRefusal.AboveIssueSize, nearest);
        if (request.Quantity > each) return new(ApplicationRefusal.AboveRetailShare, nearest);
        if (entry.Refusal is { } above) return new(Named(above), nearest);
        if (request.Quantity > affordable) return new(ApplicationRefusal.CashTooLow, nearest);
        return new(null, request.Quantity);
    }

    /// <summary>Down to whole lots, but up to the minimum where that is allowed; zero when nothing is.</summary>
    private static Quantity NearestInLots(SaleRules sale, Quantity wanted, Quantity most)
    {
        if (most < sale.Minimum) return Quantity.Zero;
        if (wanted <= sale.Minimum) return sale.Minimum;
        var above = wanted.Tokens - sale.Minimum.Tokens;
        return Quantity.FromTokens(wanted.Tokens - (above % sale.Multiple.Tokens));
    }

    private static ApplicationRefusal Named(EntryRefusal refusal) => refusal switch
    {
        EntryRefusal.IdentityNotChecked => ApplicationRefusal.IdentityNotChecked,
        EntryRefusal.KnowledgeTestMissing => ApplicationRefusal.KnowledgeTestMissing,
        EntryRefusal.KnowledgeTestTooOld => ApplicationRefusal.KnowledgeTestTooOld,
        EntryRefusal.LossSimulationNotSeen => ApplicationRefusal.LossSimulationNotSeen,
        EntryRefusal.AboveFirstPhaseLimit => ApplicationRefusal.AboveFirstPhaseLimit,
        EntryRefusal.AboveSecondPhaseLimit => ApplicationRefusal.AboveSecondPhaseLimit,
        EntryRefusal.AboveProfessionalLimit => ApplicationRefusal.AboveProfessionalLimit,
        _ => throw new UnreachableException(),
    };
}
