using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Investors;
using CitizenBonds.Data;
using CitizenBonds.Data.Banking;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Banking;

/// <summary>Whose cash moves: an investor's or an issuer's.</summary>
internal sealed record MoneyOwner(AccountOwner Kind, long Id)
{
    public static MoneyOwner Of(BankMovementRow movement) => new(movement.OwnerKind, movement.OwnerId);

    /// <param name="issuerId">The issuer the actor acts for by the signed-in principal; null for the actor's own
    /// money.</param>
    /// <returns>The owner, locked so that its commands run one after another, or a refusal.</returns>
    public static async Task<(MoneyOwner? Owner, Refusal? Refusal)> LockAsync(
        PortalContext portal, Guid actor, long? issuerId, CancellationToken cancellationToken)
    {
        if (issuerId is { } id) return (new(AccountOwner.Issuer, id), null);
        var investor = await InvestorLock.TakeAsync(portal, actor, cancellationToken);
        if (investor is null) return (null, Refusal.Of(InvestorRefusal.NotOpened));
        return investor.IdentityState == IdentityState.Approved
            ? (new(AccountOwner.Investor, investor.Id), null)
            : (null, Refusal.Of(BankMovementRefusal.IdentityNotChecked));
    }

    public Task<long> OpenCashAsync(PortalContext portal, CancellationToken cancellationToken) =>
        AccountBook.OpenAsync(portal, AccountPlan.CashOf(Kind, Id), cancellationToken);

    public Task<long> OpenHoldAsync(PortalContext portal, CancellationToken cancellationToken) =>
        AccountBook.OpenAsync(portal, AccountPlan.WithdrawalHold(Kind, Id), cancellationToken);

    /// <summary>Issuers read their account; only investors get notices.</summary>
    public void Tell(PortalContext portal, NoticeKind kind, long amountYen, DateTimeOffset now)
    {
        if (Kind != AccountOwner.Investor) return;
        portal.Notices.Add(new NoticeRow { InvestorId = Id, Kind = kind, Amount = amountYen, CreatedAt = now });
    }
}
