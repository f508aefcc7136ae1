using System.Globalization;
using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Investors;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Demo;

/// <summary>Takes invented institutions in, with the operator's word, and lets them bid under seal.</summary>
public sealed class DemoInstitutions(
    DemoPeople people,
    OpenInvestor open,
    RequestIdentityCheck identity,
    DecideIdentityCheck decide,
    RequestDeposit deposit,
    PlaceBid place,
    WithdrawBid withdraw)
{
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

    private static void Require<T>(Outcome<T> outcome) => _ = outcome.ValueOrThrow;
}
