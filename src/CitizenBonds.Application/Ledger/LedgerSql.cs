using System.Globalization;
using System.Text;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using Dapper;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Ledger;

/// <summary>
/// The one query behind every page of the ledger: find the numbers of the lines by an index, then fetch what belongs to
/// them. Days become ranges of numbers; what payment runs booked is found by its range; an account is looked up on both
/// of its sides, because one index serves each.
/// </summary>
internal sealed record LedgerSql(string Sql, DynamicParameters Parameters)
{
    private const string Details = """
        select t.id, t.booked_at as BookedAt, t.reason, t.amount, t.reference,
            d.pseudonym as FromPseudonym, d.kind as FromKind,
            coalesce(di.name_ja, dp.name_ja) as FromJa, coalesce(di.name_en, dp.name_en) as FromEn,
            c.pseudonym as ToPseudonym, c.kind as ToKind,
            coalesce(ci.name_ja, cp.name_ja) as ToJa, coalesce(ci.name_en, cp.name_en) as ToEn,
            s.code as Asset, s.is_currency as IsCurrency, i.isin as Isin, b.height as Height
        from portal.transfers t
        join portal.accounts d on d.id = t.debit_account
        join portal.accounts c on c.id = t.credit_account
        join portal.assets s on s.id = t.asset_id
        left join portal.issuers di on d.owner_kind = 2 and di.id = d.owner_id
        left join portal.issuers ci on c.owner_kind = 2 and ci.id = c.owner_id
        left join portal.purposes dp on d.owner_kind = 4 and dp.id = d.owner_id
        left join portal.purposes cp on c.owner_kind = 4 and cp.id = c.owner_id
        left join portal.issues i on i.id = t.series_id
        left join lateral (
            select height from portal.blocks k where k.first_id <= t.id and t.id < k.first_id + k.count
            order by k.first_id desc limit 1
        ) b on true
        where t.id = any(array({0})) order by t.id {1}
        """;

    /// <returns>Null when the filter names a series or account that does not exist.</returns>
    public static async Task<LedgerSql?> ForAsync(
        PortalContext portal, LedgerFilter filter, int limit, CancellationToken cancellationToken)
    {
        var (low, end) = await BoundsAsync(portal, filter, cancellationToken);
        var parameters = new DynamicParameters(new
        {
            Low = low, End = end, LowestFirst = low - TransferRanges.LengthMax,
        });
        var conditions = new StringBuilder();
        if (filter.Reason is { } reason)
        {
            conditions.Append(" and reason = @Reason");
            parameters.Add("Reason", (short)reason);
        }

        if (filter.Isin is { } isin)
        {
            if (await SeriesAsync(portal, isin, cancellationToken) is not { } series) return null;
            conditions.Append(" and series_id = @Series");
            parameters.Add("Series", series);
        }

        if (filter.Account is { } pseudonym)
        {
            if (await AccountAsync(portal, pseudonym, cancellationToken) is not { } account) return null;
            parameters.Add("Account", account);
        }

        var isForward = filter.After is null;
        var ids = Ids(conditions.ToString(), filter.Account is null ? null : PaymentsTo(filter), isForward);
        return new(WithDetails(ids, limit, isForward), parameters);
    }

    /// <summary>The lines of these numbers, newest first.</summary>
    public static LedgerSql Of(IReadOnlyList<long> ids) => new(
        Details
            .Replace("array({0})", "@Ids", StringComparison.Ordinal)
            .Replace("{1}", "desc", StringComparison.Ordinal),
        new DynamicParameters(new { Ids = ids.ToArray() }));

    /// <remarks>A number and not a parameter: the plan that is kept must know that few lines are wanted.</remarks>
    private static string WithDetails(string ids, int limit, bool isForward) => Details
        .Replace(
            "{0}",
            ids.Replace("@Limit", limit.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            StringComparison.Ordinal)
        .Replace("{1}", isForward ? "desc" : "asc", StringComparison.Ordinal);

    /// <returns>The first number that may be shown, and the first after all of them.</returns>
    private static async Task<(long Low, long End)> BoundsAsync(
        PortalContext portal, LedgerFilter filter, CancellationToken cancellationToken)
    {
        var low = filter.After + 1 ?? 1;
        var end = filter.Before ?? long.MaxValue;
        if (filter.From is null && filter.To is null) return (low, end);
        var days = await portal.Database.GetDbConnection().QuerySingleAsync<(long? From, long? To)>(
            new CommandDefinition(
                "select portal.first_transfer_from(@From), portal.first_transfer_from(@To)",
                new
                {
                    From = filter.From is { } from ? PortalTime.EndOf(from.AddDays(-1)).UtcDateTime : (DateTime?)null,
                    To = filter.To is { } to ? PortalTime.EndOf(to).UtcDateTime : (DateTime?)null,
                },
                cancellationToken: cancellationToken));
        return (
            filter.From is null ? low : Math.Max(low, days.From ?? low),
            filter.To is null ? end : Math.Min(end, days.To ?? end));
    }

    private static string PaymentsTo(LedgerFilter filter) =>
        $"""
        select id from portal.payments_to(@Account, @Low, @End, {(filter.After is null ? "true" : "false")}, @Limit,
            {(filter.Isin is null ? "null" : "@Series")}, {(filter.Reason is null ? "null" : "@Reason")}) as paid(id)
        """;

    /// <param name="paymentsToAccount">Null: of all accounts.</param>
    private static string Ids(string conditions, string? paymentsToAccount, bool isForward)
    {
        var order = isForward ? "desc" : "asc";
        string[] sources = paymentsToAccount is not null
            ?
            [
                Singles($"debit_account = @Account and {TransferRanges.HasOwnDebit}{conditions}", order),
                Singles($"credit_account = @Account and {TransferRanges.HasOwnCredit}{conditions}", order),
                Ranges($"debit_account = @Account{conditions}", isForward),
                Ranges($"credit_account = @Account{conditions}", isForward),
                paymentsToAccount,
            ]
            : conditions.Length == 0
                ? [Singles("true", order)]
                : [Singles($"{TransferRanges.IsSingle}{conditions}", order), Ranges($"true{conditions}", isForward)];
        var found = string.Join(" union all ", sources.Select(source => $"({source})"));
        return $"select id from ({found}) found order by id {order} limit @Limit";
    }

    private static string Singles(string conditions, string order) =>
        $"""
        select id from portal.transfers where {conditions} and id >= @Low and id < @End order by id {order} limit @Limit
        """;

    /// <remarks>As many ranges as are needed to give enough numbers, and of each no more numbers than that.</remarks>
    private static string Ranges(string conditions, bool isForward)
    {
        var order = isForward ? "desc" : "asc";
        var numbers = isForward
            ? "generate_series(high, greatest(low, high - @Limit + 1), -1)"
            : "generate_series(low, least(high, low + @Limit - 1))";
        return $"""
            select n.id
            from (
                select low, high, sum(high - low + 1) over (order by low {order}) - (high - low + 1) as before
                from (
                    select greatest(first_id, @Low) as low, least(last_id, @End - 1) as high
                    from portal.transfer_ranges
                    where {conditions} and first_id > @LowestFirst and last_id >= @Low and first_id < @End
                    order by first_id {order} limit @Limit
                ) cut
            ) counted, {numbers} as n(id)
            where before < @Limit order by n.id {order} limit @Limit
            """;
    }

    private static Task<long?> SeriesAsync(PortalContext portal, string isin, CancellationToken cancellationToken) =>
        portal.Issues.Where(row => row.Isin == isin).Select(row => (long?)row.Id)
            .SingleOrDefaultAsync(cancellationToken);

    private static Task<long?> AccountAsync(
        PortalContext portal, string pseudonym, CancellationToken cancellationToken) =>
        portal.Accounts.Where(row => row.Pseudonym == pseudonym).Select(row => (long?)row.Id)
            .SingleOrDefaultAsync(cancellationToken);
}
