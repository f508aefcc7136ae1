using System.Globalization;
using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Investors;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Demo;

/// <summary>Takes invented institutions in, with the operator's word, and lets them bid under seal.</summary>
public sealed class DemoInstitutions(
    DemoPeople people,
    OpenInvestor open,
    RequestIdentityCheck identity,
    DecideIdentityCheck decide,
    RequestDeposit deposit,
    PlaceBid place,
    WithdrawBid withdraw,
    AppointMarketMaker appoint,
    IDbContextFactory<PortalContext> contexts)
{
    private static readonly Actor Operator = new(
        DemoStaff.IdOf("operator"), new HashSet<PortalRole> { PortalRole.Operator }, null);

    internal async Task JoinAsync(
        DemoInstitution institution, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var user = institution.UserId;
        var key = string.Create(CultureInfo.InvariantCulture, $"{user:N}");
        await people.ProvisionAsync(
            new ProvisionedAccount(
                user, institution.Email, institution.Name, "en", null, [PortalRole.Institution], null),
            cancellationToken);
        Require(await open.ExecuteAsync(new(InvestorKind.Institution), user, now, cancellationToken));
        var request = new RequestIdentityCheckCommand(
            institution.Name, institution.FoundedOn, "架空町4丁目5番6号", MunicipalityCode: null);
        var check = (await identity.ExecuteAsync(request, "demo-identity-" + key, user, now, cancellationToken))
            .ValueOrThrow;
        Require(await decide.ExecuteAsync(
            new(check.CheckId, IsApproved: true, Reason: null), "demo-admit-" + key, DemoStaff.IdOf("operator"), now,
            cancellationToken));
        Require(await deposit.ExecuteAsync(
            new(DemoInstitution.CashYen), "demo-deposit-" + key, user, now, cancellationToken));
    }

    internal async Task BidAsync(
        DemoBid bid, long issueId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var placed = await place.ExecuteAsync(
            new(issueId, bid.PriceYen, bid.Tokens), "demo-bid-" + bid.Number, bid.UserId, now, cancellationToken);
        if (!bid.IsWithdrawn || placed.AsRefusal is not null) return;
        Require(await withdraw.ExecuteAsync(
            new(issueId, placed.ValueOrThrow.BidId), "demo-unbid-" + bid.Number, bid.UserId, now,
            cancellationToken));
    }

    /// <summary>One institution for each bond, in turn: ten tokens on each side within 3 %, for half of the time.
    /// </summary>
    internal async Task AppointAsync(
        PlannedSale sale, long issueId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var user = DemoInstitution.MakerOf(sale).UserId;
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var investor = await portal.Investors.Where(row => row.UserId == user).Select(row => row.Id)
            .SingleAsync(cancellationToken);
        // A sale that failed has no market: what the rules refuse is simply not done.
        _ = await appoint.ExecuteAsync(
            new(issueId, investor, SpreadMaxPpm: 30_000, SizeMinTokens: 10, PresenceMinPpm: 500_000),
            string.Create(CultureInfo.InvariantCulture, $"demo-maker-{sale.Number}"), Operator, now,
            cancellationToken);
    }

    private static void Require<T>(Outcome<T> outcome) => _ = outcome.ValueOrThrow;
}
