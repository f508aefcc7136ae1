using CitizenBonds.Data;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CitizenBonds.Application.Mining;

/// <summary>Who holds a series now, and how they are told.</summary>
internal static class CallHolders
{
    /// <summary>Free tokens and those set aside for orders to sell.</summary>
    public static Task<long> OutstandingAsync(
        PortalContext portal, IssueRow issue, CancellationToken cancellationToken) =>
        portal.Accounts
            .Where(row => row.AssetId == issue.AssetId
                && (row.Kind == AccountKind.Holding || row.Kind == AccountKind.OrderHold))
            .SumAsync(row => row.Credits - row.Debits, cancellationToken);

    public static Task<int> TellAsync(
        PortalContext portal, IssueRow issue, NoticeKind kind, long amountYen, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        portal.Database.GetDbConnection().ExecuteAsync(new CommandDefinition(
            """
            insert into portal.notices (investor_id, kind, issue_id, amount, quantity, created_at)
            select owner_id, @Kind, @Issue, @Amount, sum(credits - debits), @Now from portal.accounts
            where asset_id = @Asset and kind in (3, 7) and credits > debits group by owner_id order by owner_id
            """,
            new
            {
                Kind = (short)kind, Issue = issue.Id, Amount = amountYen, Now = now.UtcDateTime, Asset = issue.AssetId,
            },
            portal.Database.CurrentTransaction?.GetDbTransaction(),
            cancellationToken: cancellationToken));
}
