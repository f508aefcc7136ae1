using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Credit;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Mining;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Mining;

/// <summary>A series as typed.</summary>
public sealed record IssueMiningSeriesCommand(
    string? TitleJa, string? TitleEn, string? Size, string? Price, string? BondsPerToken, string? SaleOpensOn,
    string? SaleClosesOn, string? IssueDate);

public sealed record IssuedMiningSeries(long IssueId, string Isin, string TermsHash);

/// <summary>
/// The treasury issues PureMining bonds: the terms are written down and hashed, and the series is sold at a fixed price
/// like any other issue. One token stands for many bonds, since one bond earns far less than a satoshi.
/// </summary>
public sealed class IssueMiningSeries(CommandRunner commands, PortalClock clock)
{
    public const int TitleLengthMax = 120;
    public const long TokensMax = 1_000_000;
    public const long PriceYenMax = 10_000_000;
    public const long BondsPerTokenMax = 1_000_000_000;

    /// <summary>Issues have an end in their row; these have none. Coupons end with the subsidy, about then.</summary>
    private static readonly DateOnly NoMaturity = new(2140, 12, 30);

    public Task<Outcome<IssuedMiningSeries>> ExecuteAsync(
        IssueMiningSeriesCommand input, string key, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(IssueMiningSeries), key, input, actor.UserId, now),
            (portal, token) => IssueAsync(portal, input, actor, now, token),
            cancellationToken);

    /// <summary>What is wrong with the typed fields; empty when nothing is.</summary>
    public IReadOnlyList<DraftFault> FindFaults(IssueMiningSeriesCommand input, DateTimeOffset now) =>
        Read(input, now).Faults;

    private async Task<Outcome<IssuedMiningSeries>> IssueAsync(
        PortalContext portal, IssueMiningSeriesCommand input, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.Treasury)) return Refusal.Of(OfferingRefusal.NotFound);
        var (read, faults) = Read(input, now);
        if (read is not { } typed)
            return Refusal.Of(OfferingRefusal.DraftHasFaults, ("count", (long)faults.Count));

        var policy = await CreditPolicies.EnsurePublishedAsync(portal, now, cancellationToken);
        var issuer = await NationalIssuer.FindOrOpenAsync(portal, cancellationToken);
        var purpose = await OpenPurposeAsync(portal, issuer, typed, now, cancellationToken);
        var issue = RowOf(typed, issuer, purpose, actor, now);
        issue.PolicyVersion = policy.Version;
        portal.Issues.Add(issue);
        await portal.SaveChangesAsync(cancellationToken);
        var series = new PureMiningSeriesRow
        {
            IssueId = issue.Id, BondsPerToken = typed.BondsPerToken, CreatedAt = now,
        };
        portal.PureMiningSeries.Add(series);
        await AnnounceIssue.AnnounceAsync(portal, issue, now, cancellationToken, series);
        return new IssuedMiningSeries(issue.Id, issue.Isin ?? "", Convert.ToHexStringLower(issue.TermsHash ?? []));
    }

    private (TypedSeries? Typed, IReadOnlyList<DraftFault> Faults) Read(
        IssueMiningSeriesCommand input, DateTimeOffset now)
    {
        var reader = new DraftReader();
        var titleJa = reader.Line(nameof(input.TitleJa), input.TitleJa, TitleLengthMax);
        var titleEn = reader.Line(nameof(input.TitleEn), input.TitleEn, TitleLengthMax);
        var size = reader.Whole(nameof(input.Size), input.Size, 1, TokensMax);
        var price = reader.Whole(nameof(input.Price), input.Price, 1, PriceYenMax);
        var bonds = reader.Whole(nameof(input.BondsPerToken), input.BondsPerToken, 1, BondsPerTokenMax);
        var rules = SaleTimeLimits.For(clock.IsDemo);
        var sale = DraftSale.Read(
            new IssueDraftFields { SaleOpensOn = input.SaleOpensOn, SaleClosesOn = input.SaleClosesOn }, bond: null,
            new DraftSurroundings(now, rules, []), reader);
        var issueDate = reader.Date(nameof(input.IssueDate), input.IssueDate);
        if (issueDate is { } on && size is { } tokens && price is { } yen)
            DraftSale.CheckIssueDate(TermsOf(on, tokens, yen), sale.ClosesOn, rules, reader);
        if (reader.Faults.Count > 0) return (null, reader.Faults);
        return (
            new TypedSeries(
                titleJa!, titleEn!, size!.Value, price!.Value, bonds!.Value, // Without a fault all were read.
                sale.OpensOn!.Value, sale.ClosesOn!.Value, issueDate!.Value),
            []);
    }

    private static BondTerms TermsOf(DateOnly issueDate, long tokens, long priceYen) => new()
    {
        Denomination = Money.FromYen(priceYen), IssueSize = Quantity.FromTokens(tokens), IssueDate = issueDate,
        MaturityDate = NoMaturity, Coupon = Rate.FromPerMillion(0), Frequency = CouponFrequency.FromPaymentsPerYear(0),
        DayCount = DayCount.Thirty360, Convention = BusinessDayConvention.Following,
        Calendar = BusinessCalendar.Japan,
    };

    private static async Task<PurposeRow> OpenPurposeAsync(
        PortalContext portal, IssuerRow issuer, TypedSeries typed, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var id = await PurposeIds.NextAsync(portal, cancellationToken);
        var purpose = new PurposeRow
        {
            Id = id, IssuerId = issuer.Id, Kind = PurposeKind.Deficit, NameJa = typed.TitleJa, NameEn = typed.TitleEn,
            FiscalYear = PortalTime.FiscalYearOf(now), AmountYen = checked(typed.Tokens * typed.PriceYen),
            AccountId = await AccountBook.OpenAsync(portal, AccountPlan.PurposeCover(id), cancellationToken),
            CreatedAt = now,
        };
        portal.Purposes.Add(purpose);
        await portal.SaveChangesAsync(cancellationToken);
        return purpose;
    }

    private static IssueRow RowOf(
        TypedSeries typed, IssuerRow issuer, PurposeRow purpose, Actor actor, DateTimeOffset now) => new()
    {
        Product = BondProduct.PureMining, IssuerId = issuer.Id, PurposeId = purpose.Id,
        State = IssueState.Announced, Version = 1, TitleJa = typed.TitleJa, TitleEn = typed.TitleEn,
        DenominationYen = typed.PriceYen, SizeTokens = typed.Tokens, PriceYen = typed.PriceYen,
        DayCount = DayCount.Thirty360.Name, Convention = BusinessDayConvention.Following,
        Calendar = BusinessCalendar.Japan.Code, IssueDate = typed.IssueDate, MaturityDate = NoMaturity,
        MinimumTokens = 1, MultipleTokens = 1, SaleOpensAt = PortalTime.OpeningOf(typed.OpensOn),
        SaleClosesAt = PortalTime.ClosingOf(typed.ClosesOn), SettlesAt = PortalTime.OpeningOf(typed.IssueDate),
        Tier = CreditTier.A, SubmittedBy = actor.UserId, SubmittedAt = now, ApprovedBy = actor.UserId, ApprovedAt = now,
    };

    private sealed record TypedSeries(
        string TitleJa, string TitleEn, long Tokens, long PriceYen, long BondsPerToken, DateOnly OpensOn,
        DateOnly ClosesOn, DateOnly IssueDate);
}
