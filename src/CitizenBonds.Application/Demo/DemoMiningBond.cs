using System.Globalization;
using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Buyback;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.MiningBonds;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Pricing.TechnicalValue;

namespace CitizenBonds.Application.Demo;

/// <summary>
/// The invented nation's mining bond: auctioned in August 2026, traded from October, bought back from November on by a
/// programme that still runs when the calendar ends, with one reverse auction cleared and one open.
/// </summary>
public sealed class DemoMiningBond(
    IssueMiningBond issue, RecordTechnicalScore record, PlaceBid bid, RequestDeposit deposit, ApplyForIssue apply,
    PlaceOrder order, PlanBuyback plan, SteerBuyback steer, AnnounceReverseAuction announce, OfferTokens offer)
{
    private const int CitizensMax = 10;
    private const long PriceYen = 9_700;
    private const long HighestYen = 9_950;
    private static readonly DateOnly FirstTradingDay = new(2026, 10, 19);
    private static readonly Actor Treasury = ActorOf("treasury", PortalRole.Treasury);
    private static readonly Actor CentralBank = ActorOf("central-bank", PortalRole.CentralBank);
    private readonly DemoRandom _random = new(DemoSeed.Value + 64);
    private CancellationToken _cancellationToken;
    private long _issueId;
    private long _programmeId;

    /// <param name="citizens">The first can be signed in as.</param>
    internal void Plan(
        DemoCalendar calendar, IReadOnlyList<DemoCitizen> citizens, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        var holders = citizens.OrderBy(citizen => citizen.JoinsAt).Take(CitizensMax).ToList();
        calendar.Add(At(7, 6, 11), IssueAsync);
        PlanScores(calendar);
        for (var number = 0; number < DemoInstitution.All.Count; number++)
        {
            var (bidder, price) = (DemoInstitution.All[number], PriceYen + (20 * number));
            calendar.Add(At(8, 12, 10 + number), now => BidAsync(bidder, price, now));
        }

        for (var number = 0; number < holders.Count; number++)
        {
            var (holder, tokens) = (holders[number], 20L + (2 * number));
            calendar.Add(At(8, 13, 9, 5 * number), now => ApplyAsync(holder, tokens, now));
        }

        PlanTrading(calendar);
        calendar.Add(At(10, 30, 16), PlanProgrammeAsync);
        calendar.Add(At(10, 30, 16, 30), async now => Require(await steer.ExecuteAsync(
            new(_programmeId, BuybackSteering.Start), "demo-buyback-start", CentralBank, now, _cancellationToken)));
        PlanAuction(calendar, holders, (11, 9), "2026-11-13", offersOn: (11, 10));
        PlanAuction(calendar, holders, (11, 18), "2026-11-27", offersOn: null);
    }

    private void PlanScores(DemoCalendar calendar)
    {
        Score(calendar, At(9, 4, 14), RecordTechnicalScoreCommand.PeerChoice, "Peer A (invented)", "58.5");
        Score(calendar, At(9, 4, 15), RecordTechnicalScoreCommand.PeerChoice, "Peer B (invented)", "66");
        Score(calendar, At(9, 4, 16), RecordTechnicalScoreCommand.PeerChoice, "Peer C (invented)", "49.25");
        Score(calendar, At(9, 25, 11), nameof(TechnicalCriterion.SecurityInnovation), "", "66");
        Score(calendar, At(10, 16, 11), nameof(TechnicalCriterion.ReliabilityAndEfficiencyOfCompute), "", "71.5");
        Score(calendar, At(11, 6, 11), nameof(TechnicalCriterion.InternationalRecognitionAndTrust), "", "54");
    }

    /// <summary>On every trading day one trade, and an offer or two that rest for some days.</summary>
    private void PlanTrading(DemoCalendar calendar)
    {
        var number = 0;
        for (var day = FirstTradingDay; day < PortalTime.DayOf(DemoWorld.End); day = day.AddDays(1))
        {
            if (!BusinessCalendar.Japan.IsBusinessDay(day)) continue;
            number++;
            var price = PriceYen + 40 + (3 * number) + _random.Next(-12, 12);
            if (number == 9) price += 460; // One trade that stands alone: the reference leaves it out.
            var (seller, buyer) = (number % 4, (number + 2) % 4);
            var (tokens, resting, at) = (_random.Next(120, 260), _random.Next(120, 320), PortalTime.OpeningOf(day));
            var (place, till, dearer) = (number, day.AddDays(4), price + _random.Next(2, 18));
            calendar.Add(at.AddMinutes(95), async now =>
            {
                await TradeAsync(seller, OrderSide.Sell, price, tokens, null, $"{place}-sell", now);
                await TradeAsync(buyer, OrderSide.Buy, price, tokens, null, $"{place}-buy", now);
            }, opensMarket: true);
            calendar.Add(
                at.AddMinutes(150),
                now => TradeAsync(4, OrderSide.Sell, dearer, resting, till, $"{place}-rest", now),
                opensMarket: true);
        }
    }

    private void PlanAuction(
        DemoCalendar calendar, List<DemoCitizen> holders, (int Month, int Day) announced, string closesOn,
        (int Month, int Day)? offersOn)
    {
        var auctionId = 0L;
        calendar.Add(At(announced.Month, announced.Day, 16), async now =>
        {
            var input = new AnnounceAuctionCommand(_programmeId, "500", "5,000,000", "120", closesOn);
            auctionId = Require(await announce.ExecuteAsync(
                input, "demo-buyback-auction-" + closesOn, CentralBank, now, _cancellationToken)).AuctionId;
        });
        if (offersOn is not { } on) return;
        for (var number = 0; number < 6; number++)
        {
            var (holder, tokens) = (holders[number], 8L + number);
            calendar.Add(
                At(on.Month, on.Day, 10, 5 * number),
                now => OfferAsync(holder.UserId, () => auctionId, null, tokens, now));
        }

        for (var number = 0; number < 4; number++)
        {
            var (seller, price) = (DemoInstitution.All[number], PriceYen + 20 + (45 * number));
            calendar.Add(
                At(on.Month, on.Day, 11, 5 * number),
                now => OfferAsync(seller.UserId, () => auctionId, price, 300, now));
        }
    }

    private async Task IssueAsync(DateTimeOffset now)
    {
        var fields = new MiningBondFields
        {
            Deficit = new(null, "令和8年度の収支不足（架空）", "Deficit of fiscal 2026 (invented)", "2026", "200,000,000"),
            Bond = new IssueDraftFields
            {
                TitleJa = "採掘国債 2026年第1回", TitleEn = "Mining government bond 2026/1", Size = "20,000",
                Price = "9,950", ReservePrice = "9,300", SaleOpensOn = "2026-08-10", SaleClosesOn = "2026-08-21",
                IssueDate = "2026-09-01", MaturityDate = "2036-09-01",
            },
            Criteria =
            [
                new("30", "62", Evidence), new("30", "68", Evidence), new("20", "55", Evidence),
                new("20", "51", Evidence),
            ],
        };
        var outcome = await issue.ExecuteAsync(fields, "demo-mining-issue", Treasury, now, _cancellationToken);
        _issueId = Require(outcome).IssueId;
    }

    private async Task PlanProgrammeAsync(DateTimeOffset now)
    {
        var fields = new BuybackPlanFields
        {
            Target = "30,000,000", SliceMax = "900,000", Gain = "3", WindowHours = "120", SlicesPerDay = "2",
            FirstDay = "2026-11-02", LastDay = "2026-12-11",
        };
        var outcome = await plan.ExecuteAsync(
            new(_issueId, fields), "demo-buyback-plan", CentralBank, now, _cancellationToken);
        _programmeId = Require(outcome).ProgrammeId;
    }

    private Task<Outcome<PlacedBid>> BidAsync(DemoInstitution bidder, long price, DateTimeOffset now) =>
        bid.ExecuteAsync(
            new(_issueId, price, 3_400), "demo-mining-bid-" + bidder.Key, bidder.UserId, now, _cancellationToken);

    /// <summary>Pays in what the application may cost, and applies.</summary>
    private async Task ApplyAsync(DemoCitizen citizen, long tokens, DateTimeOffset now)
    {
        var user = citizen.UserId;
        Require(await deposit.ExecuteAsync(
            new(tokens * HighestYen), Key("deposit", user), user, now, _cancellationToken));
        _ = await apply.ExecuteAsync(new(_issueId, tokens), Key("apply", user), user, now, _cancellationToken);
    }

    private Task<Outcome<OfferedTokens>> OfferAsync(
        Guid user, Func<long> auctionId, long? price, long tokens, DateTimeOffset now) =>
        offer.ExecuteAsync(new(auctionId(), price, tokens), Key("offer", user), user, now, _cancellationToken);

    private Task<Outcome<PlacedOrder>> TradeAsync(
        int trader, OrderSide side, long price, long tokens, DateOnly? till, string key, DateTimeOffset now) =>
        order.ExecuteAsync(
            new(_issueId, side, OrderType.Limit, price, tokens, till), "demo-mining-" + key,
            DemoInstitution.All[trader].UserId, now, _cancellationToken);

    private void Score(DemoCalendar calendar, DateTimeOffset at, string criterion, string peer, string score) =>
        calendar.Add(at, async now => Require(await record.ExecuteAsync(
            new(_issueId, criterion, peer, score, Evidence, Day(now)),
            string.Create(CultureInfo.InvariantCulture, $"demo-score-{at:yyyyMMddHH}"), Treasury, now,
            _cancellationToken)));

    private const string Evidence = "https://example.com/invented-evidence";

    private static DateTimeOffset At(int month, int day, int hour, int minute = 0) =>
        PortalTime.OpeningOf(new DateOnly(2026, month, day)).AddHours(hour - PortalTime.OpeningHour)
            .AddMinutes(minute);

    private static string Day(DateTimeOffset moment) =>
        PortalTime.DayOf(moment).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Key(string what, Guid user) =>
        string.Create(CultureInfo.InvariantCulture, $"demo-mining-{what}-{user:N}");

    private static Actor ActorOf(string key, PortalRole role) =>
        new(DemoStaff.IdOf(key), new HashSet<PortalRole> { role }, null);

    private static T Require<T>(Outcome<T> outcome) => outcome.ValueOrThrow;
}
