using CitizenBonds.Data;
using CitizenBonds.Domain.Banking;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Banking;

/// <summary>The registered account as its owner sees it: enough to know it, too little to copy it.</summary>
public sealed record MaskedPayoutAccount(
    string BankCode, string BranchCode, PayoutAccountKind Kind, string Number, string Holder,
    DateTimeOffset RegisteredAt, DateTimeOffset UsableFrom);

/// <summary>Reads registered bank accounts: masked for the owner, whole for whoever pays out.</summary>
public sealed class PayoutAccountQueries(IDbContextFactory<PortalContext> contexts, PayoutVault vault)
{
    /// <returns>Null when none is registered.</returns>
    public async Task<MaskedPayoutAccount?> FindAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await portal.PayoutAccounts.AsNoTracking()
            .SingleOrDefaultAsync(row => row.UserId == userId && row.ReplacedAt == null, cancellationToken);
        if (row is null) return null;
        var account = vault.Open(row.Sealed);
        return new(
            account.BankCode, account.BranchCode, account.Kind, account.MaskedNumber, account.MaskedHolder,
            row.RegisteredAt, row.UsableFrom);
    }

    /// <summary>For the operator who approves: the accounts withdrawals go to, by their numbers.</summary>
    internal async Task<Dictionary<long, PayoutAccount>> OpenAsync(
        IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return [];
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.PayoutAccounts.AsNoTracking()
            .Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => vault.Open(row.Sealed), cancellationToken);
    }
}
