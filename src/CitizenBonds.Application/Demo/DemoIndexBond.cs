using System.Globalization;
using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.IndexLinked;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Pricing;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Market;

namespace CitizenBonds.Application.Demo;

/// <summary>
/// The invented nation's gold-linked bond: proposed and approved in January 2025 by two people, three coupons by real
/// gold prices since, a few trades. The table of prices ends in June 2026; a coupon after that waits for its index.
/// </summary>
public sealed class DemoIndexBond(
    ReceiveFeed receive, ProposeIndexSeries propose, DecideIndexSeries decide, RequestDeposit deposit,
    ApplyForIssue apply, PlaceOrder order, ReportProceeds report, DutyQueries duties, DemoSales sales)
{
    private const int CitizensMax = 14;
    private const long PriceYen = 10_000;
    private const long CouponMoneyYen = 500_000;
    private const string Source = "World Bank commodity price data, CC BY 4.0";
    private static readonly Actor First = TreasuryActor("treasury");
    private static readonly Actor Second = TreasuryActor("treasury-approver");
    private static readonly DateOnly IssueDate = new(2025, 2, 10);
    private static readonly DateTimeOffset ReportedAt = At(new(2026, 1, 26), 11);

    /// <summary>Days, hours and prices of trades, all in continuous trading.</summary>
    private static readonly (DateOnly Day, long PriceYen, long Tokens)[] Trades =
    [
        (new(2025, 9, 3), 10_600, 5), (new(2025, 12, 3), 11_100, 4), (new(2026, 6, 3), 11_700, 6),
        (new(2026, 11, 17), 11_500, 3),
    ];

    private CancellationToken _cancellationToken;
    private long _issueId;

    /// <param name="citizens">The first can be signed in as.</param>
    /// <param name="nationId">Of the nation as an issuer.</param>
    internal void Plan(
        DemoCalendar calendar, IReadOnlyList<DemoCitizen> citizens, long nationId, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        PlanPrices(calendar);
        calendar.Add(At(new(2025, 1, 6), 11), ProposeAsync);
        calendar.Add(At(new(2025, 1, 7), 10), ApproveAsync);
        var holders = citizens.OrderBy(citizen => citizen.JoinsAt).Take(CitizensMax).ToList();
        for (var number = 0; number < holders.Count; number++)
        {
            var (holder, tokens) = (holders[number], 12L + number);
            calendar.Add(At(new(2025, 1, 21), 9, 7 * number), now => ApplyAsync(holder.UserId, tokens, now));
        }

        var (seller, buyer) = (DemoInstitution.All[0].UserId, DemoInstitution.All[1].UserId);
        calendar.Add(At(new(2025, 1, 22), 10), now => ApplyAsync(seller, 200, now));
        calendar.Add(At(new(2025, 1, 22), 11), now => ApplyAsync(buyer, 120, now));

        var officer = new Actor(
            DemoStaff.IdOf("state"), new HashSet<PortalRole> { PortalRole.IssuerOfficer }, nationId);
        calendar.Add(
            At(IssueDate, 11),
            now => sales.FundAsync(officer, CouponMoneyYen, "index-coupons", now, cancellationToken));
        calendar.Add(ReportedAt, now => ReportAsync(officer, now));
        foreach (var (day, price, tokens) in Trades)
        {
            Trade(calendar, At(day, 10), seller, OrderSide.Sell, price, tokens);
            Trade(calendar, At(day, 10, 5), buyer, OrderSide.Buy, price, tokens);
        }
    }

    /// <summary>Each month's average comes in on the third day of the next.</summary>
    private void PlanPrices(DemoCalendar calendar)
    {
        foreach (var row in DemoFacts.Read("gold-prices"))
        {
            var first = DateOnly.ParseExact(row["month"] + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var (quoted, price) = (first.AddMonths(1).AddDays(-1), row["usd_per_ounce"]);
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"series,date,tenor_months,value,unit\nXAU,{quoted:yyyy-MM-dd},,{price},USD/ozt\n");
            calendar.Add(
                At(quoted.AddDays(3), 9, 30),
                async now => _ = (await receive.ExecuteAsync(
                    new(text, Source), "demo-gold-" + row["month"], First, now, _cancellationToken)).ValueOrThrow);
        }
    }

    private async Task ProposeAsync(DateTimeOffset now)
    {
        var fields = new IndexSeriesFields
        {
            Deficit = new(null, "令和6年度の収支不足（架空）", "Deficit of fiscal 2024 (invented)", "2024", "20,000,000"),
            Bond = new IssueDraftFields
            {
                TitleJa = "金連動永久国債 第1回", TitleEn = "Gold-linked perpetual bond 1", Size = "1,000",
                Coupon = "2.4", Frequency = "2", SaleOpensOn = "2025-01-20", SaleClosesOn = "2025-01-31",
                IssueDate = "2025-02-10",
            },
            Basket = nameof(IndexBasket.LiXAU),
            Share = "50",
        };
        _issueId = (await propose.ExecuteAsync(fields, "demo-index-propose", First, now, _cancellationToken))
            .ValueOrThrow.IssueId;
    }

    private async Task ApproveAsync(DateTimeOffset now) =>
        _ = (await decide.ExecuteAsync(
            new(_issueId, 1, IssueDecision.Agree, null), "demo-index-approve", Second, now, _cancellationToken))
            .ValueOrThrow;

    /// <summary>Pays in what the application costs, and applies.</summary>
    private async Task ApplyAsync(Guid user, long tokens, DateTimeOffset now)
    {
        _ = (await deposit.ExecuteAsync(
            new(tokens * PriceYen), Key("deposit", user), user, now, _cancellationToken)).ValueOrThrow;
        _ = await apply.ExecuteAsync(new(_issueId, tokens), Key("apply", user), user, now, _cancellationToken);
    }

    private void Trade(
        DemoCalendar calendar, DateTimeOffset at, Guid user, OrderSide side, long price, long tokens) =>
        calendar.Add(
            at,
            async now =>
            {
                if (side == OrderSide.Buy)
                {
                    _ = (await deposit.ExecuteAsync(
                        new(tokens * (price + PriceYen)), Key($"trade-{price}", user), user, now,
                        _cancellationToken)).ValueOrThrow;
                }

                _ = (await order.ExecuteAsync(
                    new(_issueId, side, OrderType.Limit, price, tokens),
                    string.Create(CultureInfo.InvariantCulture, $"demo-index-{side}-{price}"), user, now,
                    _cancellationToken)).ValueOrThrow;
            },
            opensMarket: true);

    private async Task ReportAsync(Actor officer, DateTimeOffset now)
    {
        var desk = await duties.ProceedsAsync(_issueId, officer, now, _cancellationToken);
        if (desk is not { Proceeds.IsPositive: true, Next: 1 }) return;
        var spent = desk.Proceeds.MinorUnits.ToString(CultureInfo.InvariantCulture);
        _ = (await report.ExecuteAsync(
            new(_issueId, 1, spent, "The deficit named in the terms"), "demo-index-proceeds", officer, now,
            _cancellationToken)).ValueOrThrow;
    }

    private static DateTimeOffset At(DateOnly day, int hour, int minute = 0) =>
        PortalTime.OpeningOf(day).AddHours(hour - PortalTime.OpeningHour).AddMinutes(minute);

    private static string Key(string what, Guid user) =>
        string.Create(CultureInfo.InvariantCulture, $"demo-index-{what}-{user:N}");

    private static Actor TreasuryActor(string key) =>
        new(DemoStaff.IdOf(key), new HashSet<PortalRole> { PortalRole.Treasury }, null);
}
