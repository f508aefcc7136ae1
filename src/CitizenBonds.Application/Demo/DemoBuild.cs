using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Bonds;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Demo;

/// <summary>One building of the demonstration: everything drawn beforehand, then put on the calendar.</summary>
internal sealed class DemoBuild
{
    private const int DefaultLastsDays = 3;
    private const int ReportedAfterDays = 350;
    private static readonly DateTimeOffset ReportsUntil = DemoWorld.End.AddDays(-1);
    private readonly IReadOnlyDictionary<string, long> _issuers;
    private readonly DemoPeople _people;
    private readonly DemoSales _sales;
    private readonly DemoInstitutions _institutions;
    private readonly DemoMarket _market;
    private readonly DemoMining _mining;
    private readonly ApplyForIssue _apply;
    private readonly WithdrawApplication _withdraw;
    private readonly IDbContextFactory<PortalContext> _contexts;
    private readonly CancellationToken _cancellationToken;
    private readonly DemoRandom _random = new(DemoSeed.Value);
    private readonly Dictionary<long, (Actor Officer, Actor Approver)> _staff = [];
    private readonly Dictionary<int, long> _issueOf = []; // By the number of the sale in the plan.
    private readonly Actor _treasury;
    private DemoCalendar? _calendar; // Set when the plans are put on it.

    public DemoBuild(
        IReadOnlyDictionary<string, long> issuers,
        DemoPeople people,
        DemoSales sales,
        DemoInstitutions institutions,
        DemoMarket market,
        DemoMining mining,
        ApplyForIssue apply,
        WithdrawApplication withdraw,
        IDbContextFactory<PortalContext> contexts,
        CancellationToken cancellationToken)
    {
        (_issuers, _people, _sales, _apply, _withdraw, _contexts) = (issuers, people, sales, apply, withdraw, contexts);
        (_institutions, _market, _mining) = (institutions, market, mining);
        _cancellationToken = cancellationToken;
        _treasury = new Actor(DemoStaff.IdOf("treasury"), new HashSet<PortalRole> { PortalRole.Treasury }, null);
        foreach (var (code, id) in issuers.OrderBy(pair => pair.Value)) _staff[id] = DemoStaff.ForIssuer(code, id);
    }

    /// <summary>Everybody invented, the one who can be signed in as first; empty before all is planned.</summary>
    public IReadOnlyList<DemoCitizen> Citizens { get; private set; } = [];

    /// <summary>The accounts a visitor of the demonstration may sign in with.</summary>
    public async Task AddStaffAsync()
    {
        foreach (var account in DemoAccounts.All)
        {
            var isLocal = account.Role is PortalRole.IssuerOfficer or PortalRole.IssuerApprover;
            await _people.ProvisionAsync(
                new ProvisionedAccount(
                    DemoStaff.IdOf(account.Key), account.Email, account.DisplayName, "en", DemoAccounts.Password,
                    [account.Role], isLocal ? _issuers[DemoPlan.HomeCode] : null),
                _cancellationToken);
        }
    }

    public void PlanAll(DemoCalendar calendar, DateTimeOffset start)
    {
        _calendar = calendar;
        // Three zeros after the prefecture's number mean the prefecture itself: nobody lives in that.
        var homes = _issuers.Keys.Order(StringComparer.Ordinal)
            .Where(code => code[0] is not 'X' && code[2..5] != "000")
            .ToList();
        var citizens = DemoCitizen.Draw(_random, DemoWorld.Citizens, homes, start);
        var aoi = new DemoCitizen(
            DemoStaff.IdOf("citizen"), "citizen@demo.example", "田中 葵", new DateOnly(1988, 5, 14), DemoPlan.HomeCode,
            DemoMining.Start.AddHours(1), 40_000_000, 5_000_000);
        calendar.Add(aoi.JoinsAt, at => _people.InvestAsync(aoi, at, _cancellationToken));
        _mining.Plan(calendar, aoi, _cancellationToken);
        foreach (var citizen in citizens)
            calendar.Add(citizen.JoinsAt, at => _people.JoinAsync(citizen, at, _cancellationToken));
        foreach (var bidder in DemoInstitution.All)
            calendar.Add(start.AddHours(2), at => _institutions.JoinAsync(bidder, at, _cancellationToken));
        var sales = DemoPlan.Draw(_random, _issuers.Keys.ToHashSet());
        Citizens = [aoi, .. citizens];
        foreach (var sale in sales) Plan(sale, Citizens);
        PlanTrading(new DemoTrading(_market, sales, Citizens, _issueOf, _cancellationToken));
    }

    /// <summary>Every trading day: orders before the opening, and orders during the day.</summary>
    private void PlanTrading(DemoTrading trading)
    {
        foreach (var day in trading.Days)
        {
            Calendar.Add(day.CallAt, at => trading.OpenAsync(day, at), opensMarket: true);
            Calendar.Add(day.TradeAt, at => trading.TradeAsync(day, at), opensMarket: true);
        }

        foreach (var (at, what) in trading.Halts) Calendar.Add(at, what, opensMarket: true);
    }

    private void Plan(PlannedSale sale, IReadOnlyList<DemoCitizen> citizens)
    {
        var (officer, approver) = _staff[_issuers[sale.IssuerCode]];
        var issueId = 0L;
        var submitted = PortalTime.OpeningOf(sale.SubmittedOn).AddHours(1);
        Calendar.Add(
            submitted, async at =>
                _issueOf[sale.Number] = issueId = await _sales.SubmitAsync(sale, officer, at, _cancellationToken));
        Calendar.Add(
            submitted.AddHours(26), at =>
                _sales.DecideAsync(sale, issueId, approver, _treasury, at, _cancellationToken));
        if (sale.Turn == DemoTurn.Cancelled)
        {
            Calendar.Add(
                submitted.AddDays(9), at => _sales.CancelAsync(sale, issueId, officer, at, _cancellationToken));
        }

        if (sale.Turn is DemoTurn.None or DemoTurn.CrowdFailed or DemoTurn.Defaulted or DemoTurn.TreasuryPermits)
            PlanApplications(sale, citizens, () => issueId);
        PlanReport(sale, officer, () => issueId);
        PlanMarketMaker(sale, () => issueId);
        if (!sale.IsAuction) return;
        foreach (var bid in DemoInstitution.DrawBids(_random, sale))
            Calendar.Add(bid.At, at => _institutions.BidAsync(bid, issueId, at, _cancellationToken));
    }

    /// <summary>The town that was late with its payment is also late with its report; no real place is.</summary>
    private void PlanReport(PlannedSale sale, Actor officer, Func<long> issueId)
    {
        var settled = PortalTime.OpeningOf(sale.IssueDate);
        if (sale.Turn is not (DemoTurn.None or DemoTurn.TreasuryPermits) || settled >= ReportsUntil) return;
        var reported = settled.AddDays(ReportedAfterDays).AddHours(2); // Payments fall due when the day opens.
        Calendar.Add(
            reported < ReportsUntil ? reported : ReportsUntil,
            at => _sales.ReportAsync(sale, issueId(), officer, at, _cancellationToken));
    }

    private void PlanMarketMaker(PlannedSale sale, Func<long> issueId)
    {
        var appointed = PortalTime.OpeningOf(sale.IssueDate).AddHours(3);
        if (sale.Turn is not (DemoTurn.None or DemoTurn.TreasuryPermits) || appointed >= DemoWorld.End) return;
        Calendar.Add(appointed, at => _institutions.AppointAsync(sale, issueId(), at, _cancellationToken));
    }

    private void PlanApplications(PlannedSale sale, IReadOnlyList<DemoCitizen> citizens, Func<long> issueId)
    {
        var opens = PortalTime.OpeningOf(sale.OpensOn);
        var minutes = (int)(PortalTime.ClosingOf(sale.ClosesOn) - opens).TotalMinutes;
        var wanted = sale.SizeTokens * sale.DemandPercent / 100;
        var asked = new HashSet<Guid>();
        for (var tries = 0; wanted > 0 && tries < DemoWorld.Citizens; tries++)
        {
            var citizen = _random.Next(0, 9) == 0 ? citizens[0] : _random.Pick(citizens);
            var at = opens.AddMinutes(_random.Next(1, minutes - 1));
            var most = Math.Max(150_000, citizen.NetAssetsYen / 20) / DemoSales.FaceYen;
            var tokens = Math.Min(_random.Next(1, 60), most);
            if (sale.IsAuction) tokens = Math.Min(tokens, sale.SizeTokens / 100); // One percent counts at most.
            if (!asked.Add(citizen.UserId) || citizen.JoinsAt >= at) continue;
            wanted -= tokens;
            Plan(citizen, issueId, tokens, at, sale.Number, opens.AddMinutes(minutes - 1));
        }
    }

    /// <summary>Some change their minds, a few withdraw. What the rules refuse is simply not done.</summary>
    private void Plan(
        DemoCitizen citizen, Func<long> issueId, long tokens, DateTimeOffset at, int sale, DateTimeOffset last)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{sale}-{citizen.UserId:N}");
        Calendar.Add(at, now => ApplyAsync(citizen, issueId(), tokens, "demo-apply-" + key, now));
        var mind = _random.Next(1, 100);
        if (mind > 6 || at.AddHours(20) > last) return;
        if (mind <= 4)
            Calendar.Add(at.AddHours(20), now => ApplyAsync(citizen, issueId(), tokens + 2, "demo-more-" + key, now));
        else Calendar.Add(at.AddHours(20), now => WithdrawAsync(citizen, issueId(), "demo-withdraw-" + key, now));
    }

    private Task<Outcome<ApplicationResult>> ApplyAsync(
        DemoCitizen citizen, long issue, long tokens, string key, DateTimeOffset now) =>
        _apply.ExecuteAsync(new(issue, tokens), key, citizen.UserId, now, _cancellationToken);

    private Task<Outcome<WithdrawnApplication>> WithdrawAsync(
        DemoCitizen citizen, long issue, string key, DateTimeOffset now) =>
        _withdraw.ExecuteAsync(new(issue), key, citizen.UserId, now, _cancellationToken);

    /// <summary>Treasurers pay in what falls due that morning; one town is late once.</summary>
    public async Task FundPaymentsAsync(DateTimeOffset due)
    {
        await using var portal = await _contexts.CreateDbContextAsync(_cancellationToken);
        var runs = await (
            from run in portal.PaymentRuns.AsNoTracking()
            where run.State == PaymentRunState.Scheduled && run.DueAt == due
            join issue in portal.Issues on run.IssueId equals issue.Id
            join allotment in portal.Allotments on issue.Id equals allotment.IssueId
            orderby run.Id
            select new { Run = run, Issue = issue, allotment.AllottedTokens }).ToListAsync(_cancellationToken);
        foreach (var row in runs)
        {
            var yen = DemoStaff.FundingOf(row.Issue, row.Run, row.AllottedTokens);
            var officer = _staff[row.Issue.IssuerId].Officer;
            var key = string.Create(CultureInfo.InvariantCulture, $"{row.Run.Id}");
            var isLate = row.Issue.IssuerId == _issuers[InventedTown.Defaulted]
                && row.Run is { Kind: PaymentKind.Coupon, Number: 1 };
            if (isLate)
                Calendar.Add(
                    due.AddDays(DefaultLastsDays), at => _sales.FundAsync(officer, yen, key, at, _cancellationToken));
            else await _sales.FundAsync(officer, yen, key, due, _cancellationToken);
        }
    }

    private DemoCalendar Calendar => _calendar ?? throw new InvalidOperationException("Nothing is planned yet.");
}
