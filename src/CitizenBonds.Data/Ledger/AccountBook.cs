using CitizenBonds.Data.Time;
using CitizenBonds.Domain.Ledger;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CitizenBonds.Data.Ledger;

/// <summary>Finds and opens accounts. Opening twice gives the same account.</summary>
public static class AccountBook
{
    public const long Yen = 1;
    public const long Bitcoin = 2;

    /// <summary>The token of the fair-price window.</summary>
    public const long WindowToken = 10;

    /// <returns>The account's id, or null when it was never opened.</returns>
    public static async Task<long?> FindAsync(
        PortalContext portal, AccountPlan plan, CancellationToken cancellationToken) =>
        await portal.Accounts
            .Where(row => row.OwnerKind == plan.OwnerKind && row.OwnerId == plan.OwnerId
                && row.AssetId == plan.AssetId && row.Kind == plan.Kind)
            .Select(row => (long?)row.Id)
            .SingleOrDefaultAsync(cancellationToken);

    public static async Task<long> OpenAsync(
        PortalContext portal, AccountPlan plan, CancellationToken cancellationToken) =>
        (await OpenAsync(portal, [plan], cancellationToken))[0];

    /// <returns>The accounts' ids in the order of the plans.</returns>
    public static async Task<IReadOnlyList<long>> OpenAsync(
        PortalContext portal, IReadOnlyList<AccountPlan> plans, CancellationToken cancellationToken)
    {
        var known = await FindManyAsync(portal, plans, cancellationToken); // Nearly always all of them.
        return known.Count == plans.Count ? known : await InsertAsync(portal, plans, cancellationToken);
    }

    private static async Task<IReadOnlyList<long>> InsertAsync(
        PortalContext portal, IReadOnlyList<AccountPlan> plans, CancellationToken cancellationToken)
    {
        var salt = await PortalSecrets.ReadAsync(portal, PortalSecrets.PseudonymSalt, cancellationToken);
        var connection = portal.Database.GetDbConnection();
        var transaction = portal.Database.CurrentTransaction?.GetDbTransaction();
        var ids = (await connection.QueryAsync<long>(new CommandDefinition(
            "select nextval('portal.accounts_id_seq') from generate_series(1, @Count)",
            new { plans.Count },
            transaction,
            cancellationToken: cancellationToken))).AsList();
        const string Insert = """
            insert into portal.accounts
                (id, kind, owner_kind, owner_id, asset_id, pseudonym, payout_account_id, may_go_negative)
            select * from unnest(@Ids, @Kinds, @OwnerKinds, @OwnerIds, @Assets, @Pseudonyms, @Payouts, @Negatives)
            on conflict (owner_kind, owner_id, asset_id, kind) do nothing
            """;
        await connection.ExecuteAsync(new CommandDefinition(
            Insert,
            new
            {
                Ids = ids.ToArray(),
                Kinds = plans.Select(plan => (short)plan.Kind).ToArray(),
                OwnerKinds = plans.Select(plan => (short)plan.OwnerKind).ToArray(),
                OwnerIds = plans.Select(plan => plan.OwnerId).ToArray(),
                Assets = plans.Select(plan => plan.AssetId).ToArray(),
                Pseudonyms = ids.Select(id => AccountPseudonym.For(id, salt)).ToArray(),
                Payouts = plans.Select(plan => plan.PayoutAccountId).ToArray(),
                Negatives = plans.Select(plan => plan.MayGoNegative).ToArray(),
            },
            transaction,
            cancellationToken: cancellationToken));
        return await FindManyAsync(portal, plans, cancellationToken);
    }

    private static async Task<IReadOnlyList<long>> FindManyAsync(
        PortalContext portal, IReadOnlyList<AccountPlan> plans, CancellationToken cancellationToken)
    {
        const string Sql = """
            select a.id
            from unnest(@OwnerKinds, @OwnerIds, @Assets, @Kinds) with ordinality as x(ok, oid, asset, kind, n)
            join portal.accounts a
                on a.owner_kind = x.ok and a.owner_id = x.oid and a.asset_id = x.asset and a.kind = x.kind
            order by x.n
            """;
        return (await portal.Database.GetDbConnection().QueryAsync<long>(new CommandDefinition(
            Sql,
            new
            {
                Kinds = plans.Select(plan => (short)plan.Kind).ToArray(),
                OwnerKinds = plans.Select(plan => (short)plan.OwnerKind).ToArray(),
                OwnerIds = plans.Select(plan => plan.OwnerId).ToArray(),
                Assets = plans.Select(plan => plan.AssetId).ToArray(),
            },
            portal.Database.CurrentTransaction?.GetDbTransaction(),
            cancellationToken: cancellationToken))).AsList();
    }
}
