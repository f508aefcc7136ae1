using CitizenBonds.Application.Offerings;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using CitizenBonds.Data.Custody;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using Dapper;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Custody;

/// <summary>
/// What a citizen sees of the own wallet, from our own books: the node is not asked while a page waits.
/// </summary>
/// <param name="settings">Empty when the portal follows no chain.</param>
public sealed class CustodyQueries(IEnumerable<ChainSettings> settings, IDbContextFactory<PortalContext> contexts)
{
    public const int LinesMax = 100;

    private static readonly string CouponsPaid = Hex.Of(Keccak256.Hash("CouponsPaid(address,uint256)"u8));
    private static readonly string Redeemed = Hex.Of(Keccak256.Hash("Redeemed(address,uint256,uint256,uint256)"u8));

    public async Task<WalletView> FindAsync(Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var chain = settings.SingleOrDefault();
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var wallet = await portal.Wallets.AsNoTracking()
            .SingleOrDefaultAsync(row => row.UserId == userId && row.UnlinkedAt == null, cancellationToken);
        var question = await portal.WalletQuestions.AsNoTracking()
            .Where(row => row.UserId == userId && row.UsedAt == null && row.ExpiresAt > now)
            .OrderByDescending(row => row.ExpiresAt).Select(row => row.Message)
            .FirstOrDefaultAsync(cancellationToken);
        var held = wallet is null
            ? new Dictionary<string, long>()
            : await ChainBalances.OfAsync(portal, wallet.Address, cancellationToken);
        return new WalletView(
            chain?.ChainId,
            chain is null ? null : AddressText.WithCapitals(chain.Sender),
            wallet is null ? null : AddressText.WithCapitals(wallet.Address),
            wallet?.LinkedAt,
            wallet is null ? question : null,
            await SeriesAsync(portal, userId, held, cancellationToken),
            held.GetValueOrDefault(CustodyContracts.CashName),
            await portal.ChainContracts.Where(row => row.Name == CustodyContracts.CashName)
                .Select(row => row.Address).SingleOrDefaultAsync(cancellationToken) is { } yen
                    ? AddressText.WithCapitals(yen)
                    : null,
            wallet is null ? [] : await PaymentsAsync(portal, wallet.Address, cancellationToken),
            await MovementsAsync(portal, userId, cancellationToken));
    }

    private static async Task<IReadOnlyList<WalletSeriesLine>> SeriesAsync(
        PortalContext portal, Guid userId, IReadOnlyDictionary<string, long> held,
        CancellationToken cancellationToken)
    {
        var addresses = await portal.ChainContracts.Where(row => row.Name.StartsWith(ChainContractRow.BondPrefix))
            .ToDictionaryAsync(row => row.Name, row => row.Address, cancellationToken);
        var rows = await (
            from series in portal.ChainSeries
            join issue in portal.Issues on series.IssueId equals issue.Id
            where series.MirroredAt != null
            orderby issue.MaturityDate, issue.Id
            select new
            {
                Issue = issue,
                // A coupon in satoshi reaches accounts of the portal only: mining bonds stay there.
                IsOpen = series.RedeemedAt == null && issue.State == IssueState.Live
                    && issue.Product == BondProduct.FixedIncome,
                AtPortal = portal.Accounts
                    .Where(row => row.Kind == AccountKind.Holding && row.AssetId == issue.AssetId
                        && row.OwnerKind == AccountOwner.Investor
                        && portal.Investors.Any(person => person.Id == row.OwnerId && person.UserId == userId))
                    .Sum(row => row.Credits - row.Debits),
            }).AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. from row in rows
            let name = CustodyContracts.NameOf(row.Issue.Id)
            let inWallet = held.GetValueOrDefault(name)
            where row.AtPortal > 0 || inWallet > 0
            select new WalletSeriesLine(
                row.Issue.Isin!, // A mirrored series has one, and a contract.
                new BothNames(row.Issue.TitleJa, row.Issue.TitleEn), AddressText.WithCapitals(addresses[name]),
                row.AtPortal, inWallet, row.IsOpen),
        ];
    }

    private static async Task<IReadOnlyList<WalletPaymentLine>> PaymentsAsync(
        PortalContext portal, string wallet, CancellationToken cancellationToken)
    {
        const string Sql = """
            select e.made_at as MadeAt, i.isin, i.title_ja as Ja, i.title_en as En, e.transaction_hash as Hash,
                case when e.topics[1] = @Redeemed
                    then portal.chain_number(e.content, 1) + portal.chain_number(e.content, 2)
                    else portal.chain_number(e.content, 0) end as Yen,
                case when e.topics[1] = @Redeemed then portal.chain_number(e.content, 0) else 0 end as Tokens
            from portal.chain_events e
            join portal.chain_contracts c on c.address = e.contract
            join portal.issues i on c.name = @Prefix || i.id
            where e.topics[2] = @Wallet and e.topics[1] in (@CouponsPaid, @Redeemed)
            order by e.block_number desc, e.log_index desc
            limit @LinesMax
            """;
        var rows = await portal.Database.GetDbConnection()
            .QueryAsync<(DateTime MadeAt, string Isin, string Ja, string En, string Hash, long Yen, long Tokens)>(
                new CommandDefinition(
                    Sql,
                    new
                    {
                        Wallet = ChainBalances.TopicOf(wallet), Prefix = ChainContractRow.BondPrefix, CouponsPaid,
                        Redeemed, LinesMax,
                    },
                    cancellationToken: cancellationToken));
        return [.. rows.Select(row => new WalletPaymentLine(
            new DateTimeOffset(row.MadeAt), row.Isin, new BothNames(row.Ja, row.En), row.Yen, row.Tokens, row.Hash))];
    }

    private static async Task<IReadOnlyList<WalletMovementLine>> MovementsAsync(
        PortalContext portal, Guid userId, CancellationToken cancellationToken)
    {
        var rows = await (
            from movement in portal.CustodyMovements
            join investor in portal.Investors on movement.InvestorId equals investor.Id
            join joined in portal.Issues on movement.IssueId equals joined.Id into issues
            from issue in issues.DefaultIfEmpty()
            join sent in portal.ChainTransactions on movement.TransactionId equals sent.Id into transactions
            from transaction in transactions.DefaultIfEmpty()
            where investor.UserId == userId
            orderby movement.Id descending
            select new
            {
                Movement = movement,
                Isin = (string?)issue.Isin,
                Ja = (string?)issue.TitleJa,
                En = (string?)issue.TitleEn,
                Hash = (string?)transaction.TransactionHash,
            }).AsNoTracking().Take(LinesMax).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new WalletMovementLine(
            row.Movement.BookedAt, row.Movement.Direction, row.Movement.State, row.Isin,
            row.Ja is null || row.En is null ? null : new BothNames(row.Ja, row.En), row.Movement.Quantity,
            row.Movement.TransactionHash ?? row.Hash, row.Movement.Failure));
    }
}
