using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Banking;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Operations;

/// <summary>Deposits to book and withdrawals to approve.</summary>
public sealed class MovementQueries(
    IDbContextFactory<PortalContext> contexts, PeopleQueries people, PayoutAccountQueries payouts)
{
    public const int MovementsMax = 100;

    /// <param name="reader">Who is going to decide.</param>
    /// <returns>The oldest first.</returns>
    public async Task<IReadOnlyList<MovementView>> WaitingAsync(Guid reader, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await portal.BankMovements.AsNoTracking()
            .Where(row => row.State == BankMovementState.Requested || row.State == BankMovementState.FirstApproved)
            .OrderBy(row => row.Id).Take(MovementsMax)
            .ToListAsync(cancellationToken);
        var issuers = await IssuersAsync(portal, rows, cancellationToken);
        var owners = await OwnersAsync(portal, rows, cancellationToken);
        var names = await people.NamesAsync(
            rows.Select(row => (Guid?)row.RequestedBy).Concat(rows.Select(row => row.FirstApprovedBy)),
            cancellationToken);
        var accounts = await payouts.OpenAsync(
            [.. rows.Where(row => row.PayoutAccountId is not null).Select(row => row.PayoutAccountId!.Value)],
            cancellationToken);
        return rows.ConvertAll(row => new MovementView(
            row.Id,
            row.Direction,
            row.State,
            Money.FromYen(row.AmountYen),
            row.OwnerKind == AccountOwner.Issuer ? issuers.GetValueOrDefault(row.OwnerId) : null,
            row.OwnerKind == AccountOwner.Investor ? owners.GetValueOrDefault(row.OwnerId) : null,
            row.PaymentReference,
            row.BankReference,
            names[row.RequestedBy],
            row.RequestedAt,
            row.FirstApprovedBy is { } first ? names[first] : null,
            row.FirstApprovedBy == reader,
            row.PayoutAccountId is { } account ? accounts.GetValueOrDefault(account) : null));
    }

    private static async Task<Dictionary<long, BothNames>> IssuersAsync(
        PortalContext portal, List<BankMovementRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Where(row => row.OwnerKind == AccountOwner.Issuer).Select(row => row.OwnerId).ToArray();
        return await portal.Issuers.AsNoTracking().Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => new BothNames(row.NameJa, row.NameEn), cancellationToken);
    }

    private static async Task<Dictionary<long, string>> OwnersAsync(
        PortalContext portal, List<BankMovementRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Where(row => row.OwnerKind == AccountOwner.Investor).Select(row => row.OwnerId).ToArray();
        var checks = await (
            from investor in portal.Investors
            join check in portal.IdentityChecks on investor.UserId equals check.UserId
            where ids.Contains(investor.Id) && check.State == IdentityState.Approved
            orderby check.Id
            select new { investor.Id, check.FullName }).AsNoTracking().ToListAsync(cancellationToken);
        var owners = new Dictionary<long, string>();
        foreach (var check in checks) owners[check.Id] = check.FullName; // The latest check counts.
        return owners;
    }
}
