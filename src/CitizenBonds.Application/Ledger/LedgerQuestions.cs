using CitizenBonds.Data.Ledger;

namespace CitizenBonds.Application.Ledger;

/// <summary>
/// What must never be true of the ledger, each as a query that names what is wrong and a sentence for it.
/// </summary>
internal static class LedgerQuestions
{
    public static IReadOnlyList<(string Sql, string Sentence)> All { get; } =
    [
        (TotalsDiffer, "Account {0} has totals that its transfers do not give."),
        ("select id::text from portal.accounts where credits < debits and not may_go_negative order by id limit @Max",
            "Account {0} stands below zero."),
        (WrongAsset, "Transfer {0} moves an asset that one of its accounts does not hold."),
        (Gaps, "Transfer numbers have a gap before {0}."),
        ("select (last_transfer_id)::text from portal.ledger_head "
            + "where last_transfer_id <> (select coalesce(max(id), 0) from portal.transfers)",
            "The head of the ledger says {0}, which is not the newest transfer."),
        (StrayRanges, "The range of transfers from {0} on does not name what it should."),
        (OutOfTime, "Transfer {0} is booked before the one it follows."),
        (Unbalanced, "The accounts of asset {0} do not sum to zero."),
        (NegativeMint, "More tokens of asset {0} were taken back than were issued."),
    ];

    private const string TotalsDiffer = """
        select a.id::text from portal.accounts a
        left join (select debit_account as id, sum(amount) as total from portal.transfers group by 1) d on d.id = a.id
        left join (select credit_account as id, sum(amount) as total from portal.transfers group by 1) c on c.id = a.id
        where a.debits <> coalesce(d.total, 0) or a.credits <> coalesce(c.total, 0) order by a.id limit @Max
        """;

    private const string WrongAsset = """
        select t.id::text from portal.transfers t
        left join portal.accounts d on d.id = t.debit_account
        left join portal.accounts c on c.id = t.credit_account
        where d.asset_id is distinct from t.asset_id or c.asset_id is distinct from t.asset_id order by t.id limit @Max
        """;

    private const string Gaps = """
        select id::text from (select id, lag(id, 1, 0::bigint) over (order by id) as before from portal.transfers) t
        where id <> before + 1 order by id limit @Max
        """;

    private const string OutOfTime = """
        select id::text
        from (select id, booked_at, lag(booked_at) over (order by id) as before from portal.transfers) t
        where booked_at < before order by id limit @Max
        """;

    // Every range holds only what it says, a payment is found where its marks point, and together they hold all there
    // is.
    private const string StrayRanges = $"""
        select r.first_id::text from portal.transfer_ranges r
        where r.last_id - r.first_id + 1 <> (select count(*) from portal.transfers t
            where t.id between r.first_id and r.last_id and t.series_id = r.series_id and t.reason = r.reason
                and t.debit_account = coalesce(r.debit_account, t.debit_account)
                and t.credit_account = coalesce(r.credit_account, t.credit_account))
        union all
        select r.first_id::text
        from portal.transfer_ranges r
        cross join lateral (
            select min(credit_account) as lowest, max(credit_account) as highest,
                coalesce(bool_or(credit_account < before), false) as is_unordered,
                array_agg(credit_account order by id)
                    filter (where (id - r.first_id) % {TransferRanges.MarkEvery} = 0) as marks
            from (
                select id, credit_account, lag(credit_account) over (order by id) as before
                from portal.transfers where id between r.first_id and r.last_id) x
        ) t
        where r.credit_account is null and (t.is_unordered
            or (t.lowest, t.highest, t.marks) is distinct from (r.lowest_credit, r.highest_credit, r.credit_marks))
        union all
        select 'the beginning' where (select coalesce(sum(last_id - first_id + 1), 0) from portal.transfer_ranges)
            <> (select count(*) from portal.transfers where reason in {TransferRanges.Reasons})
        limit @Max
        """;

    private const string Unbalanced = """
        select asset_id::text from portal.accounts group by asset_id having sum(credits) <> sum(debits) limit @Max
        """;

    private const string NegativeMint = """
        select asset_id::text from portal.accounts where kind = 6 and credits > debits limit @Max
        """;
}
