using CitizenBonds.Data.Disclosure;
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
    private const int LargestHoldings = 10;

    private static readonly string Sums = $"""
        with held as materialized (
            select credits - debits as tokens from portal.accounts
            where asset_id = $2 and kind = {(int)AccountKind.Holding} and credits > debits)
        select (select credits - debits from portal.accounts where id = $3),
            (select coalesce(sum(quantity), 0)::bigint from portal.applications
                where issue_id = $1 and state = {(int)ApplicationState.Active}),
            (select coalesce(sum(tokens), 0)::bigint from held),
            (select count(*)::integer from held),
            array(select tokens from held order by tokens desc limit {LargestHoldings})
        """;

    private const string Allotment = """
        select seed, ceiling_tokens, demand_tokens, allotted_tokens, drawn_tokens, applicants, decided_at
        from portal.allotments where issue_id = $1
        """;

    private const string Payments = """
        select id, issue_id, kind, number, record_at, due_at, state, total_yen, holders, finished_at, defaulted_at
        from portal.payment_runs where issue_id = $1 order by due_at, kind, number
        """;

    private static readonly string Events = $"""
        select id, kind, note, happened_at from portal.issue_events
        where issue_id = $1 and kind >= {(int)IssueEventKind.Announced} order by id
        """;

    private const string Filings = """
        select id, issuer_id, kind, version, due_on, body::text, filed_at
        from portal.filings where issue_id = $1 order by id desc
        """;

    public static async Task<BondPageFacts> ReadAsync(
        NpgsqlConnection connection, IssueRow issue, long purposeAccountId, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        var sums = Command(Sums, issue.Id);
        sums.Parameters.Add(new NpgsqlParameter<long> { TypedValue = issue.AssetId ?? 0 });
        sums.Parameters.Add(new NpgsqlParameter<long> { TypedValue = purposeAccountId });
        batch.BatchCommands.Add(sums);
        foreach (var sql in (ReadOnlySpan<string>)[Allotment, Payments, Events, Filings])
            batch.BatchCommands.Add(Command(sql, issue.Id));

        var facts = new BondPageFacts();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) ReadSums(reader, facts);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) facts.Allotment = AllotmentOf(reader, issue.Id);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) facts.Payments.Add(PaymentOf(reader));
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) facts.Events.Add(EventOf(reader, issue.Id));
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) facts.Filings.Add(FilingOf(reader, issue.Id));
        return facts;
    }

    private static NpgsqlBatchCommand Command(string sql, long issueId)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = issueId });
        return command;
    }

    private static void ReadSums(NpgsqlDataReader reader, BondPageFacts facts)
    {
        facts.CoveredYen = reader.GetInt64(0);
        facts.DemandTokens = reader.GetInt64(1);
        facts.HeldTokens = reader.GetInt64(2);
        facts.Holders = reader.GetInt32(3);
        facts.LargestHoldings = reader.GetFieldValue<long[]>(4);
    }

    private static AllotmentRow AllotmentOf(NpgsqlDataReader reader, long issueId) => new()
    {
        IssueId = issueId,
        Seed = reader.GetFieldValue<byte[]>(0),
        CeilingTokens = reader.GetInt64(1),
        DemandTokens = reader.GetInt64(2),
        AllottedTokens = reader.GetInt64(3),
        DrawnTokens = reader.GetInt64(4),
        Applicants = reader.GetInt32(5),
        DecidedAt = reader.GetFieldValue<DateTimeOffset>(6),
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

    private static IssueEventRow EventOf(NpgsqlDataReader reader, long issueId) => new()
    {
        Id = reader.GetInt64(0),
        IssueId = issueId,
        Kind = (IssueEventKind)reader.GetInt16(1),
        Note = reader.GetString(2),
        HappenedAt = reader.GetFieldValue<DateTimeOffset>(3),
    };

    private static FilingRow FilingOf(NpgsqlDataReader reader, long issueId) => new()
    {
        Id = reader.GetInt64(0),
        IssuerId = reader.GetInt64(1),
        IssueId = issueId,
        Kind = (FilingKind)reader.GetInt16(2),
        Version = reader.GetInt32(3),
        DueOn = reader.IsDBNull(4) ? null : reader.GetFieldValue<DateOnly>(4),
        Body = reader.GetString(5),
        FiledAt = reader.GetFieldValue<DateTimeOffset>(6),
    };

    private static DateTimeOffset? MomentOf(NpgsqlDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null : reader.GetFieldValue<DateTimeOffset>(ordinal);
}
