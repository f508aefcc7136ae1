using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>The rules' refusal of an application with all its sentence needs: asked, why not, nearest.</summary>
public static class ApplicationRefusals
{
    /// <summary>What confirming that quantity would be refused for now; null when it would be taken.</summary>
    public static Refusal? Find(ApplicationTicket ticket, Quantity quantity) =>
        Find(ticket.Request with { Quantity = quantity }, ticket.Now);

    /// <summary>The same without asking for the loss simulation, which is shown next.</summary>
    public static Refusal? FindBeforeSimulation(ApplicationTicket ticket, Quantity quantity) =>
        Find(ticket.RequestAfterSimulation with { Quantity = quantity }, ticket.Now);

    public static Refusal? Find(ApplicationRequest request, DateTimeOffset now)
    {
        var limits = PhasedEntry.Default;
        var today = PortalTime.DayOf(now);
        var decision = ApplicationRules.Decide(request, limits, now, today);
        if (decision.Refusal is not { } refusal) return null;
        var phase = limits.PhaseOf(request.Investor, today);
        var issueVolume = request.Price * request.Sale.Supply;
        return Refusal.Of(
            refusal,
            ("asked", request.Quantity),
            ("askedAmount", AmountOf(request)),
            ("nearest", decision.NearestAllowed),
            ("nearestAmount", request.Price * decision.NearestAllowed),
            ("limit", limits.LimitPerIssue(phase, request.Investor.DeclaredNetAssets, issueVolume)),
            ("minimum", request.Sale.Minimum),
            ("multiple", request.Sale.Multiple),
            ("supply", request.Sale.Supply),
            ("each", request.EachMax ?? request.Sale.Supply),
            ("cash", request.AvailableCash),
            ("opensAt", request.OpensAt),
            ("closesAt", request.ClosesAt));
    }

    /// <summary>What was asked for may be absurdly much: then the largest amount that can be said.</summary>
    internal static Money AmountOf(ApplicationRequest request) =>
        request.Quantity.Tokens > long.MaxValue / request.Price.MinorUnits
            ? Money.FromYen(long.MaxValue)
            : request.Price * request.Quantity;
}
