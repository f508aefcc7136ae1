using CitizenBonds.Application.Offerings;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Chain.Custody;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using CitizenBonds.Data.Custody;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using Dapper;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain;

/// <summary>What the public page says of ledger and chain, from our own books.</summary>
/// <param name="settings">Empty when the portal follows no chain, or no more.</param>
public sealed class ReconciliationQueries(
    IEnumerable<ChainSettings> settings, IDbContextFactory<PortalContext> contexts)
{
    /// <returns>Null when the portal has never met a chain.</returns>
    public async Task<ReconciliationView?> FindAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await portal.ChainNetworks.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } network)
            return null;
        var followed = await portal.ChainBlocks.MaxAsync(row => (long?)row.Number, cancellationToken) ?? 0;
        return new ReconciliationView(
            network.ChainId,
            followed,
            Math.Max(0, network.HeadNumber - followed),
            settings.SingleOrDefault() is { } chain ? AddressText.WithCapitals(chain.Accounts.Keeper) : null,
            network.SeenAt,
            await portal.Accounts
                .Where(row => row.Kind == AccountKind.OnChain && row.AssetId == AccountBook.Yen)
                .SumAsync(row => row.Credits - row.Debits, cancellationToken),
            await YenInWalletsAsync(portal, cancellationToken),
            await LinesAsync(portal, cancellationToken),
            await portal.ChainIncidents.AsNoTracking().Where(row => row.ResolvedAt == null)
                .OrderBy(row => row.Kind).ThenBy(row => row.Subject).ToListAsync(cancellationToken));
    }

    private static async Task<List<ReconciliationLine>> LinesAsync(
        PortalContext portal, CancellationToken cancellationToken)
    {
        var addresses = await portal.ChainContracts.Where(row => row.Name.StartsWith(ChainContractRow.BondPrefix))
            .ToDictionaryAsync(row => row.Name, row => row.Address, cancellationToken);
        var rows = await (
            from series in portal.ChainSeries
            join issue in portal.Issues on series.IssueId equals issue.Id
            join read in portal.Reconciliations on series.IssueId equals read.IssueId into books
            from book in books.DefaultIfEmpty()
            orderby issue.Id
            select new
            {
                issue.Id, issue.Isin, issue.TitleJa, issue.TitleEn, Book = (ReconciliationRow?)book,
            }).AsNoTracking().ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new ReconciliationLine(
            row.Isin!, // A series on the chain has one.
            new BothNames(row.TitleJa, row.TitleEn),
            addresses.TryGetValue(CustodyContracts.NameOf(row.Id), out var address)
                ? AddressText.WithCapitals(address)
                : null,
            row.Book));
    }

    // Everything that exists, less what the portal's own accounts and our contracts hold.
    private static Task<long> YenInWalletsAsync(PortalContext portal, CancellationToken cancellationToken) =>
        portal.Database.GetDbConnection().ExecuteScalarAsync<long>(new CommandDefinition(
            """
            with ours as (
                select '0x000000000000000000000000' || substr(address, 3) as topic from portal.chain_contracts
                union all select distinct '0x000000000000000000000000' || substr(sender, 3)
                    from portal.chain_transactions
                union all select @Nobody)
            select coalesce(sum(portal.chain_number(e.content, 0)
                * ((e.topics[3] not in (select topic from ours))::int
                    - (e.topics[2] not in (select topic from ours))::int)), 0)::bigint
            from portal.chain_events e join portal.chain_contracts c on c.address = e.contract
            where c.name = @Cash and e.topics[1] = @TransferTopic
            """,
            new
            {
                Nobody = ChainBalances.TopicOf("0x" + new string('0', 40)),
                ChainBalances.TransferTopic,
                Cash = CustodyContracts.CashName,
            },
            cancellationToken: cancellationToken));
}
