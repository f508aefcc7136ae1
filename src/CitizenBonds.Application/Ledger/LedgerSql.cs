using System.Text;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using Dapper;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Ledger;

/// <summary>
/// The one query behind every page of the ledger: find the numbers of the lines by an index, then fetch what belongs to
/// them. An account is looked up on both of its sides, because one index serves each.
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
        var parameters = new DynamicParameters(new { Limit = limit });
        var conditions = new StringBuilder("true");
        if (filter.Reason is { } reason) Add(conditions, parameters, "reason = @Reason", "Reason", (short)reason);
        if (filter.Before is { } before) Add(conditions, parameters, "id < @Before", "Before", before);
        if (filter.After is { } after) Add(conditions, parameters, "id > @After", "After", after);
        if (filter.From is { } from)
            Add(conditions, parameters, "booked_at >= @From", "From", PortalTime.EndOf(from.AddDays(-1)).UtcDateTime);
        if (filter.To is { } to)
            Add(conditions, parameters, "booked_at < @To", "To", PortalTime.EndOf(to).UtcDateTime);
        if (filter.Isin is { } isin)
        {
            if (await SeriesAsync(portal, isin, cancellationToken) is not { } series) return null;
            Add(conditions, parameters, "series_id = @Series", "Series", series);
        }

        var order = filter.After is null ? "desc" : "asc";
        if (filter.Account is null) return new(Compose(One(conditions.ToString(), order), order), parameters);
        if (await AccountAsync(portal, filter.Account, cancellationToken) is not { } account) return null;
        parameters.Add("Account", account);
        return new(Compose(EitherSide(conditions.ToString(), order), order), parameters);
    }

    private static string Compose(string ids, string order) =>
        Details.Replace("{0}", ids, StringComparison.Ordinal).Replace("{1}", order, StringComparison.Ordinal);

    private static string One(string conditions, string order) =>
        $"select id from portal.transfers where {conditions} order by id {order} limit @Limit";

    private static string EitherSide(string conditions, string order) =>
        $"""
        select id from (
            (select id from portal.transfers where debit_account = @Account and {conditions}
                order by id {order} limit @Limit)
            union all
            (select id from portal.transfers where credit_account = @Account and {conditions}
                order by id {order} limit @Limit)
        ) sides order by id {order} limit @Limit
        """;

    private static void Add(
        StringBuilder conditions, DynamicParameters parameters, string condition, string name, object value)
    {
        conditions.Append(" and ").Append(condition);
        parameters.Add(name, value);
    }

    private static Task<long?> SeriesAsync(PortalContext portal, string isin, CancellationToken cancellationToken) =>
        portal.Issues.Where(row => row.Isin == isin).Select(row => (long?)row.Id)
            .SingleOrDefaultAsync(cancellationToken);

    private static Task<long?> AccountAsync(
        PortalContext portal, string pseudonym, CancellationToken cancellationToken) =>
        portal.Accounts.Where(row => row.Pseudonym == pseudonym).Select(row => (long?)row.Id)
            .SingleOrDefaultAsync(cancellationToken);
}
