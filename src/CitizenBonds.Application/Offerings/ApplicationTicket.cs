using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>Everything the order ticket of one person in one sale shows.</summary>
public sealed record ApplicationTicket
{
    public required long IssueId { get; init; }
    public required string Isin { get; init; }
    public required BothNames Title { get; init; }
    public required BothNames Issuer { get; init; }

    /// <summary>Of one token; in an auction the most it can cost, which is set aside.</summary>
    public required Money Price { get; init; }

    public required SaleMethod SaleMethod { get; init; }
    public required Money Denomination { get; init; }
    public required Rate Coupon { get; init; }
    public required CreditTier Tier { get; init; }
    public required BondProduct Product { get; init; }

    public required DateOnly MaturityDate { get; init; }
    public required DateTimeOffset SettlesAt { get; init; }

    /// <summary>The facts it is judged by; its quantity is the one of the application so far.</summary>
    public required ApplicationRequest Request { get; init; }

    /// <summary>Of the application so far; null when there is none.</summary>
    public required Quantity? Applied { get; init; }

    public required Money FreeCash { get; init; }

    /// <summary>Typed and not confirmed; null when nothing was.</summary>
    public required ApplicationDraft? Draft { get; init; }

    /// <summary>What is sold, for the loss simulation.</summary>
    public required BondTerms Terms { get; init; }

    public required DateTimeOffset Now { get; init; }

    public EntryPhase Phase => PhasedEntry.Default.PhaseOf(Request.Investor, PortalTime.DayOf(Now));

    public Money Limit => PhasedEntry.Default.LimitPerIssue(
        Phase, Request.Investor.DeclaredNetAssets, Price * Request.Sale.Supply);

    /// <summary>
    /// The same once the loss simulation has been shown: the amount is judged first, so that it is simulated for one
    /// that could be taken.
    /// </summary>
    public ApplicationRequest RequestAfterSimulation =>
        Request with { Investor = Request.Investor with { HasSeenLossSimulation = true } };

    /// <summary>What confirming that quantity would come to now, the same rule that decides then.</summary>
    public ApplicationDecision DecisionFor(Quantity quantity) => ApplicationRules.Decide(
        Request with { Quantity = quantity }, PhasedEntry.Default, Now, PortalTime.DayOf(Now));
}
