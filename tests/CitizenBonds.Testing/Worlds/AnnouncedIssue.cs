using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Credit;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Testing.Worlds;

/// <summary>
/// An announced issue of an invented town with applications whose cash is held: one year, 2 %, half-yearly.
/// </summary>
public sealed class AnnouncedIssue
{
    private readonly PortalWorld _world;

    private AnnouncedIssue(PortalWorld world, IssueRow row)
    {
        _world = world;
        Row = row;
    }

    public const long PriceYen = 10_000;

    public static readonly DateOnly IssueDay = new(2026, 3, 2);

    public IssueRow Row { get; }

    public DateTimeOffset SettlesAt => Row.SettlesAt;

    public AccountPlan IssuerCash => AccountPlan.IssuerCash(Row.IssuerId);

    public AccountPlan Purpose => AccountPlan.PurposeCover(Row.PurposeId);

    public AccountPlan TokensOf(long investorId) => AccountPlan.InvestorTokens(investorId, Row.AssetId!.Value, 0);

    public static async Task<AnnouncedIssue> CreateAsync(
        PortalWorld world,
        long sizeTokens,
        CancellationToken cancellationToken,
        long? crowdMinimum = null,
        bool residentsFirst = false,
        int number = 1,
        long? auctionReserveYen = null,
        DateOnly? issueDay = null)
    {
        await using var portal = await world.OpenAsync(cancellationToken);
        await using var transaction = await portal.Database.BeginTransactionAsync(cancellationToken);
        var issuer = new IssuerRow
        {
            Code = $"X{number:00000}", Kind = IssuerKind.Municipality,
            NameJa = "試験町", NameEn = "Test Town", IsInvented = true,
        };
        var asset = new AssetRow { Code = Isin.ForProvisional(number).Code };
        portal.AddRange(issuer, asset);
        await CreditPolicies.EnsureFirstAsync(portal, Moments.Start, cancellationToken);
        await portal.SaveChangesAsync(cancellationToken);
        var cover = await AccountBook.OpenAsync(portal, AccountPlan.PurposeCover(1), cancellationToken);
        var purpose = new PurposeRow
        {
            IssuerId = issuer.Id, NameJa = "令和7年度の不足", NameEn = "Deficit of 2025", FiscalYear = 2025,
            AmountYen = 100_000_000, AccountId = cover, CreatedAt = Moments.Start,
        };
        portal.Add(purpose);
        await portal.SaveChangesAsync(cancellationToken);
        var row = RowOf(
            issuer, purpose, asset, sizeTokens, crowdMinimum, residentsFirst, issueDay ?? IssueDay);
        row.SaleMethod = auctionReserveYen is null ? SaleMethod.FixedPrice : SaleMethod.Auction;
        row.ReservePriceYen = auctionReserveYen;
        row.RetailReservePpm = auctionReserveYen is null ? null : 100_000;
        portal.Add(row);
        await portal.SaveChangesAsync(cancellationToken);
        await AccountBook.OpenAsync(portal, AccountPlan.Issuance(row.Id, asset.Id), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await world.OpenAccountAsync(AccountPlan.IssuerCash(issuer.Id), 0, cancellationToken);
        return new AnnouncedIssue(world, row);
    }

    /// <summary>A citizen with exactly the cash of the application, all of it held.</summary>
    /// <returns>The investor's id.</returns>
    public async Task<long> AddApplicationAsync(
        long tokens, CancellationToken cancellationToken, bool isResident = false)
    {
        var investor = await AddInvestorAsync(cancellationToken);
        var yen = tokens * PriceYen;
        var cash = await _world.OpenAccountAsync(AccountPlan.InvestorCash(investor), yen, cancellationToken);
        var hold = await _world.OpenAccountAsync(AccountPlan.InvestorHold(investor), 0, cancellationToken);
        await using var portal = await _world.OpenAsync(cancellationToken);
        await using var transaction = await portal.Database.BeginTransactionAsync(cancellationToken);
        portal.Add(ApplicationOf(investor, tokens, isResident));
        await portal.SaveChangesAsync(cancellationToken);
        await LedgerWriter.PostAsync(
            portal,
            [new(cash, hold, yen, LedgerReason.ApplicationHold, "test", Row.Id)],
            Moments.Start,
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return investor;
    }

    /// <summary>So many citizens with as many tokens each, in one posting: for worlds of thousands.</summary>
    public async Task AddApplicationsAsync(int count, long tokensEach, CancellationToken cancellationToken)
    {
        var yen = tokensEach * PriceYen;
        await using var portal = await _world.OpenAsync(cancellationToken);
        await using var transaction = await portal.Database.BeginTransactionAsync(cancellationToken);
        var bank = await AccountBook.OpenAsync(portal, AccountPlan.Bank, cancellationToken);
        var investors = Enumerable.Range(0, count).Select(_ => new InvestorRow
        {
            UserId = Guid.NewGuid(), IdentityState = IdentityState.Approved, CreatedAt = Moments.Start,
        }).ToList();
        portal.AddRange(investors);
        await portal.SaveChangesAsync(cancellationToken);
        var accounts = await AccountBook.OpenAsync(
            portal,
            [
                .. investors.Select(one => AccountPlan.InvestorCash(one.Id)),
                .. investors.Select(one => AccountPlan.InvestorHold(one.Id)),
            ],
            cancellationToken);
        portal.AddRange(investors.Select(one => ApplicationOf(one.Id, tokensEach, isResident: false)));
        var deposits = accounts.Take(count)
            .Select(cash => new NewTransfer(bank, cash, yen, LedgerReason.Deposit, "test")).ToList();
        var holds = accounts.Take(count).Zip(accounts.Skip(count))
            .Select(one => new NewTransfer(
                one.First, one.Second, yen, LedgerReason.ApplicationHold, "test", Row.Id)).ToList();
        await portal.SaveChangesAsync(cancellationToken);
        await LedgerWriter.PostAsync(portal, deposits, Moments.Start, cancellationToken);
        await LedgerWriter.PostAsync(portal, holds, Moments.Start, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private ApplicationRow ApplicationOf(long investor, long tokens, bool isResident) => new()
    {
        IssueId = Row.Id, InvestorId = investor, State = ApplicationState.Active, Quantity = tokens,
        HeldYen = tokens * PriceYen, IsResident = isResident, AppliedAt = Moments.Start, ChangedAt = Moments.Start,
        Version = 1,
    };

    private async Task<long> AddInvestorAsync(CancellationToken cancellationToken)
    {
        await using var portal = await _world.OpenAsync(cancellationToken);
        var investor = new InvestorRow
        {
            UserId = Guid.NewGuid(), IdentityState = IdentityState.Approved, CreatedAt = Moments.Start,
        };
        portal.Add(investor);
        await portal.SaveChangesAsync(cancellationToken);
        return investor.Id;
    }

    private static IssueRow RowOf(
        IssuerRow issuer, PurposeRow purpose, AssetRow asset, long sizeTokens, long? crowdMinimum,
        bool residentsFirst, DateOnly issueDay) =>
        new()
        {
            IssuerId = issuer.Id, PurposeId = purpose.Id, AssetId = asset.Id, State = IssueState.Announced, Version = 1,
            TitleJa = "試験債", TitleEn = "Test bond", DenominationYen = 10_000, SizeTokens = sizeTokens,
            PriceYen = PriceYen, CouponPpm = 20_000, PaymentsPerYear = 2, DayCount = "30/360",
            Convention = BusinessDayConvention.Following, Calendar = "JP", RecordDaysBefore = 5, IssueDate = issueDay,
            MaturityDate = issueDay.AddYears(1), MinimumTokens = 1, MultipleTokens = 1,
            SaleOpensAt = PortalTime.OpeningOf(issueDay.AddDays(-20)),
            SaleClosesAt = PortalTime.ClosingOf(issueDay.AddDays(-5)), SettlesAt = PortalTime.OpeningOf(issueDay),
            ResidentsFirst = residentsFirst, CrowdMinimumTokens = crowdMinimum, Tier = CreditTier.A, PolicyVersion = 1,
            TermsJson = "{}", TermsHash = new byte[32], Isin = asset.Code, SubmittedBy = Guid.NewGuid(),
            SubmittedAt = Moments.Start,
        };
}
