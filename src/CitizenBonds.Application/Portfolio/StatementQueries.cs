using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;
using Dapper;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Portfolio;

/// <summary>A person's statement, straight from the ledger, newest first.</summary>
public sealed class StatementQueries(IDbContextFactory<PortalContext> contexts)
{
    public const int LinesPerPageMax = 100;

    /// <summary>Each account brings its newest lines by index or range: a page costs the same at any depth.</summary>
    private const string Sql = $"""
        select distinct t.id as Id, t.booked_at as BookedAt, t.reason as Reason, t.amount as Amount,
            t.asset_id as AssetId,
            t.debit_account = any(@Accounts) as IsDebit, t.credit_account = any(@Accounts) as IsCredit,
            i.isin as Isin, i.title_ja as TitleJa, i.title_en as TitleEn
        from unnest(@Accounts) a(id)
        cross join lateral (
            (select * from portal.transfers
                where debit_account = a.id and {TransferRanges.HasOwnDebit} and id < @Before
                order by id desc limit @Limit)
            union all
            (select * from portal.transfers
                where credit_account = a.id and {TransferRanges.HasOwnCredit} and id < @Before
                order by id desc limit @Limit)
            union all
            (select p.* from portal.payments_to(a.id, 1, @Before, true, @Limit) n(id)
                join portal.transfers p on p.id = n.id)) t
        left join portal.issues i on i.id = t.series_id
        order by t.id desc
        limit @Limit
        """;

    /// <param name="before">Only transfers with a smaller number; null for the newest.</param>
    public async Task<IReadOnlyList<StatementLine>> PageAsync(
        Guid userId, long? before, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LinesPerPageMax);
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var investor = await PortfolioQueries.FindInvestorAsync(portal, userId, cancellationToken);
        if (investor is not { } investorId) return [];
        var accounts = await portal.Accounts
            .Where(row => row.OwnerKind == AccountOwner.Investor && row.OwnerId == investorId)
            .Select(row => row.Id)
            .ToArrayAsync(cancellationToken);
        var lines = await portal.Database.GetDbConnection().QueryAsync<Line>(new CommandDefinition(
            Sql,
            new { Accounts = accounts, Before = before ?? long.MaxValue, Limit = limit },
            cancellationToken: cancellationToken));
        return [.. lines.Select(line => line.ToView())];
    }

    private sealed class Line
    {
        public long Id { get; set; }
        public DateTime BookedAt { get; set; }
        public short Reason { get; set; }
        public long Amount { get; set; }
        public long AssetId { get; set; }
        public bool IsDebit { get; set; }
        public bool IsCredit { get; set; }
        public string? Isin { get; set; }
        public string? TitleJa { get; set; }
        public string? TitleEn { get; set; }

        public StatementLine ToView()
        {
            Money? money = AssetId switch
            {
                AccountBook.Yen => Money.FromYen(Amount),
                AccountBook.Bitcoin => Money.FromSatoshi(Amount),
                _ => null,
            };
            return new StatementLine(
                Id,
                new DateTimeOffset(DateTime.SpecifyKind(BookedAt, DateTimeKind.Utc)),
                (LedgerReason)Reason,
                Isin,
                TitleJa is null ? null : new BothNames(TitleJa, TitleEn ?? TitleJa),
                money,
                money is null ? Quantity.FromTokens(Amount) : null,
                IsDebit && IsCredit ? null : IsCredit);
        }
    }
}
