using System.Globalization;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Messages;
using CitizenBonds.Data.Pricing;
using CitizenBonds.Domain.Pricing.Feeds;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CitizenBonds.Application.Pricing;

/// <summary>
/// Letters to the treasury and the operator, in each person's language, in the transaction of what they tell of. The
/// event is part of the letter's key: nobody is told twice.
/// </summary>
internal static class FeedAlarm
{
    private const string PeopleSql = """
        select distinct u.id as "Id", u.language as "Language"
        from identity.users u join identity.memberships m on m.user_id = u.id
        where u.closed_at is null and m.role = any(@Roles) order by 1
        """;

    /// <param name="held">Saved: their numbers name the event.</param>
    public static Task HeldBackAsync(
        PortalContext portal, IReadOnlyList<FeedQuarantineRow> held, string source, DateTimeOffset writtenAt,
        CancellationToken cancellationToken)
    {
        var items = string.Join(
            "\n", held.Select(row => $"- {row.Series} {row.QuotedOn:yyyy-MM-dd}: {row.Fault}"));
        var english = $"""
            Data from {source} failed a check and prices nothing until two people let it through:

            {items}

            Sign in to CitizenBonds and open Curves and metals; this letter contains no link on purpose.
            """;
        var japanese = $"""
            {source}のデータが検査を通らず、二人が認めるまで価格計算に使われません。

            {items}

            CitizenBonds にログインして「利回り曲線と金属」をご覧ください。安全のため、このメールにはリンクがありません。
            """;
        var key = string.Create(CultureInfo.InvariantCulture, $"feed-held:{held[0].Id}");
        return WriteAsync(
            portal, key, ("Feed data is being held back", english), ("データを保留しました", japanese), writtenAt,
            cancellationToken);
    }

    public static Task FailingAsync(
        PortalContext portal, FeedSourceRow feed, FeedFailure failure, DateTimeOffset since, DateTimeOffset writtenAt,
        CancellationToken cancellationToken)
    {
        var day = since.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var english = $"""
            The feed {feed.Name} ({feed.Series}) has brought nothing usable since {day}: {failure}.

            Prices rest on what came before. Sign in to CitizenBonds and open Curves and metals to see more.
            """;
        var japanese = $"""
            データ提供 {feed.Name}（{feed.Series}）から {day} 以降、使えるデータが届いていません（{failure}）。

            価格はそれ以前のデータによります。詳しくは CitizenBonds の「利回り曲線と金属」をご覧ください。
            """;
        var key = string.Create(
            CultureInfo.InvariantCulture, $"feed-failing:{feed.Name}:{since.ToUnixTimeMilliseconds()}");
        return WriteAsync(
            portal, key, ("A feed has stopped", english), ("データ提供が止まっています", japanese), writtenAt,
            cancellationToken);
    }

    private static async Task WriteAsync(
        PortalContext portal, string key, (string Subject, string Body) english, (string Subject, string Body) japanese,
        DateTimeOffset writtenAt, CancellationToken cancellationToken)
    {
        var transaction = portal.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("A letter needs the transaction of what it tells of.");
        var connection = portal.Database.GetDbConnection();
        var people = await connection.QueryAsync<(Guid Id, string Language)>(new CommandDefinition(
            PeopleSql, new { Roles = new[] { nameof(PortalRole.Treasury), nameof(PortalRole.Operator) } }, transaction,
            cancellationToken: cancellationToken));
        List<NewEmail> letters =
        [
            .. people.Select(person =>
            {
                var (subject, body) = person.Language == "ja" ? japanese : english;
                return new NewEmail(
                    person.Id, $"{key}:{person.Id:N}", subject, body.ReplaceLineEndings("\n"), writtenAt);
            }),
        ];
        await EmailTable.AppendAsync(connection, transaction, letters, cancellationToken);
    }
}
