using System.Data.Common;
using Dapper;

namespace CitizenBonds.Data.Disclosure;

/// <summary>Takes notices off the pile of those that wait for their letter, inside the caller's transaction.</summary>
public static class UnmailedNotices
{
    private const string TakeSql = """
        select n.id as "Id", n.kind::int as "Kind", n.amount as "Amount", n.quantity as "Quantity",
            v.user_id as "UserId", s.title_ja as "TitleJa", s.title_en as "TitleEn",
            u.display_name as "DisplayName", u.language as "Language",
            exists (select from portal.notice_silences x where x.investor_id = n.investor_id and x.kind = n.kind)
                as "IsSilenced"
        from portal.notices n
        join portal.investors v on v.id = n.investor_id
        left join portal.issues s on s.id = n.issue_id
        left join identity.users u on u.id = v.user_id and u.closed_at is null
        where n.mailed_at is null
        order by n.id
        limit @Limit
        for no key update of n skip locked
        """;

    /// <summary>The oldest, locked: another node that looks at the same time gets the next ones.</summary>
    public static async Task<IReadOnlyList<UnmailedNotice>> TakeAsync(
        DbConnection connection, DbTransaction transaction, int limit, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<UnmailedNotice>(new CommandDefinition(
            TakeSql, new { Limit = limit }, transaction, cancellationToken: cancellationToken))).AsList();

    public static Task MarkAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<UnmailedNotice> notices, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            "update portal.notices set mailed_at = @Now where id = any(@Ids)",
            new { Now = now.UtcDateTime, Ids = notices.Select(notice => notice.Id).ToArray() },
            transaction,
            cancellationToken: cancellationToken));
}
