using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using Npgsql;

namespace CitizenBonds.Data.Offerings;

/// <summary>
/// Reads all a bond's page shows in one round trip: a page that is rendered costs its trips to the database more than
/// anything else.
/// </summary>
public static class BondPageReader
{
    private const string LedgerLines = "10";

    // Each statement finds the issue by itself, for the price of one more look into an index.
    private const string Issue = "(select id from portal.issues where isin = $1)";

    private const string Bond = $"""
        select {BondPageIssue.Columns}
        from portal.issues i
        join portal.issuers r on r.id = i.issuer_id
        join portal.purposes p on p.id = i.purpose_id
        where i.isin = $1
        """;

    private static readonly string Sums = $"""
        select (select a.credits - a.debits from portal.accounts a
                where a.id = (select p.account_id from portal.purposes p where p.id = i.purpose_id)),
            (select coalesce(sum(quantity), 0)::bigint from portal.applications
                where issue_id = i.id and state = {(int)ApplicationState.Active}),
            held.tokens, held.holders,
            exists(select from portal.mining_series s where s.issue_id = i.id)
        from portal.issues i
        cross join lateral (
            select coalesce(sum(credits - debits), 0)::bigint as tokens, count(*)::integer as holders
            from portal.accounts
            where asset_id = i.asset_id and kind = {(int)AccountKind.Holding} and credits > debits
        ) held
        where i.isin = $1
        """;

    private const string Allotment = $"""
        select issue_id, seed, ceiling_tokens, demand_tokens, allotted_tokens, drawn_tokens, applicants, decided_at
        from portal.allotments where issue_id = {Issue}
        """;

    private const string Payments = $"""
        select id, issue_id, kind, number, record_at, due_at, state, total_yen, holders, finished_at, defaulted_at
        from portal.payment_runs where issue_id = {Issue} order by due_at, kind, number
        """;

    private static readonly string Events = $"""
        select id, issue_id, kind, note, happened_at from portal.issue_events
        where issue_id = {Issue} and kind >= {(int)IssueEventKind.Announced} order by id
        """;

    private const string Filings = $"""
        select id, issue_id, issuer_id, kind, version, due_on, body::text, filed_at
        from portal.filings where issue_id = {Issue} order by id desc
        """;

    // What payment runs booked is named by ranges; of each no more numbers are needed than are shown.
    private const string Latest = $"""
        select id from (
            (select id from portal.transfers where {TransferRanges.IsSingle} and series_id = {Issue}
                order by id desc limit {LedgerLines})
            union all
            (select n.id
                from (select first_id, last_id from portal.transfer_ranges where series_id = {Issue}
                    order by first_id desc limit {LedgerLines}) r,
                    generate_series(r.last_id, greatest(r.first_id, r.last_id - {LedgerLines} + 1), -1) as n(id)
                order by n.id desc limit {LedgerLines})
        ) found order by id desc limit {LedgerLines}
        """;

    private static readonly string[] Statements = [Bond, Sums, Allotment, Payments, Events, Filings, Latest];

    /// <returns>Null when no issue has this number.</returns>
    public static async Task<BondPageFacts?> ReadAsync(
        NpgsqlDataSource database, string isin, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        foreach (var sql in Statements)
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = isin });
            batch.BatchCommands.Add(command);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return null;
        var facts = BondPageIssue.Of(reader);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) ReadSums(reader, facts);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) facts.Allotment = AllotmentOf(reader);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) facts.Payments.Add(PaymentOf(reader));
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) facts.Events.Add(EventOf(reader));
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) facts.Filings.Add(FilingOf(reader));
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) facts.LatestTransfers.Add(reader.GetInt64(0));
        return facts;
    }

    private static void ReadSums(NpgsqlDataReader reader, BondPageFacts facts)
    {
        facts.CoveredYen = reader.GetInt64(0);
        facts.DemandTokens = reader.GetInt64(1);
        facts.HeldTokens = reader.GetInt64(2);
        facts.Holders = reader.GetInt32(3);
        facts.IsMiningBond = reader.GetBoolean(4);
    }

    private static AllotmentRow AllotmentOf(NpgsqlDataReader reader) => new()
    {
        IssueId = reader.GetInt64(0),
        Seed = reader.GetFieldValue<byte[]>(1),
        CeilingTokens = reader.GetInt64(2),
        DemandTokens = reader.GetInt64(3),
        AllottedTokens = reader.GetInt64(4),
        DrawnTokens = reader.GetInt64(5),
        Applicants = reader.GetInt32(6),
        DecidedAt = reader.GetFieldValue<DateTimeOffset>(7),
    };

    private static PaymentRunRow PaymentOf(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        IssueId = reader.GetInt64(1),
        Kind = (PaymentKind)reader.GetInt16(2),
        Number = reader.GetInt32(3),
        RecordAt = reader.GetFieldValue<DateTimeOffset>(4),
        DueAt = reader.GetFieldValue<DateTimeOffset>(5),
        State = (PaymentRunState)reader.GetInt16(6),
        TotalYen = reader.IsDBNull(7) ? null : reader.GetInt64(7),
        Holders = reader.IsDBNull(8) ? null : reader.GetInt32(8),
        FinishedAt = MomentOf(reader, 9),
        DefaultedAt = MomentOf(reader, 10),
    };

    private static IssueEventRow EventOf(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        IssueId = reader.GetInt64(1),
        Kind = (IssueEventKind)reader.GetInt16(2),
        Note = reader.GetString(3),
        HappenedAt = reader.GetFieldValue<DateTimeOffset>(4),
    };

    private static FilingRow FilingOf(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        IssueId = reader.GetInt64(1),
        IssuerId = reader.GetInt64(2),
        Kind = (FilingKind)reader.GetInt16(3),
        Version = reader.GetInt32(4),
        DueOn = reader.IsDBNull(5) ? null : reader.GetFieldValue<DateOnly>(5),
        Body = reader.GetString(6),
        FiledAt = reader.GetFieldValue<DateTimeOffset>(7),
    };

    private static DateTimeOffset? MomentOf(NpgsqlDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null : reader.GetFieldValue<DateTimeOffset>(ordinal);
}
