using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Payments;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.Payments;

/// <summary>
/// More holders than there are transfers between two marks of a range: whoever was paid is found by a search.
/// </summary>
public sealed class ManyHoldersTests(PortalDatabases postgres) : IAsyncLifetime
{
    private const int Holders = 300;
    private static readonly DateTimeOffset FirstCoupon = PortalTime.OpeningOf(new DateOnly(2026, 9, 2));
    private static readonly DateTimeOffset Maturity = PortalTime.OpeningOf(new DateOnly(2027, 3, 2));
    private PortalWorld _world = null!; // Set by InitializeAsync before any test.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>One person buys it all and gives every other one a token; two coupons and the redemption.</summary>
    public async ValueTask InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync(postgres, Token);
        var issue = await AnnouncedIssue.CreateAsync(_world, Holders + 1, Token);
        var first = await issue.AddApplicationAsync(Holders + 1, Token);
        await _world.Get<SettleSale>().ExecuteAsync(issue.Row.Id, issue.SettlesAt, Token);
        await ExecuteAsync(
            $"""
            insert into portal.investors (id, user_id, kind, created_at)
            select 1000000 + n, gen_random_uuid(), 0, now() from generate_series(1, {Holders}) n
            """);
        await using (var portal = await _world.OpenAsync(Token))
        {
            await using var transaction = await portal.Database.BeginTransactionAsync(Token);
            var from = await AccountBook.FindAsync(portal, issue.TokensOf(first), Token);
            var people = Enumerable.Range(1, Holders).Select(n => 1_000_000L + n).ToList();
            var cash = await AccountBook.OpenAsync(portal, people.ConvertAll(AccountPlan.InvestorCash), Token);
            var tokens = await AccountBook.OpenAsync(
                portal,
                [.. people.Zip(cash, (id, account) =>
                    AccountPlan.InvestorTokens(id, issue.Row.AssetId!.Value, account))],
                Token);
            var gifts = tokens.Select(to =>
                new NewTransfer(from!.Value, to, 1, LedgerReason.TradeTokens, "gift", issue.Row.Id));
            await LedgerWriter.PostAsync(portal, [.. gifts], issue.SettlesAt, Token);
            await transaction.CommitAsync(Token);
        }

        // 10,000 yen a token, and 1 % of it twice.
        await _world.OpenAccountAsync(issue.IssuerCash, (Holders + 1) * 10_200, Token);
        await _world.Get<RunPayments>().RunDueAsync(FirstCoupon, Token);
        await _world.Get<RunPayments>().RunDueAsync(Maturity, Token);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task PaymentsTo_EveryAccount_GivesWhatAScanOfTheLedgerGives()
    {
        // 301 persons, each paid three times.
        Assert.Equal(3 * (Holders + 1), await _world.CountAsync("transfers where reason in (9, 11)", Token));
        (bool IsNewestFirst, long Low, long Bound, int Max)[] questions =
        [
            (true, 1, long.MaxValue, 100), (false, 1, long.MaxValue, 100), (true, 1, long.MaxValue, 2),
            (true, 700, 1_500, 100), (false, 1_000, 1_700, 1),
        ];
        foreach (var (isNewestFirst, low, bound, max) in questions)
        {
            Assert.Equal(
                0,
                await _world.CountAsync(
                    $"""
                    accounts a where array(select portal.payments_to(a.id, {low}, {bound}, {isNewestFirst}, {max}))
                        <> array(select id from portal.transfers t where t.credit_account = a.id
                            and t.reason in (9, 11) and t.id >= {low} and t.id < {bound}
                            order by id {(isNewestFirst ? "desc" : "asc")} limit {max})
                    """,
                    Token));
        }

        // Two coupons each, of this series and no other.
        Assert.Equal(
            2 * (Holders + 1),
            await _world.CountAsync(
                "accounts a, lateral portal.payments_to(a.id, 1, 1000000, true, 100, null, 9::smallint)", Token));
        Assert.Equal(
            0, await _world.CountAsync("accounts a, lateral portal.payments_to(a.id, 1, 1000000, true, 9, 77)", Token));
        Assert.Equal(
            0,
            await _world.CountAsync(
                """
                accounts a where portal.has_been_paid(a.id, 9::smallint)
                    <> exists(select from portal.transfers t where t.credit_account = a.id and t.reason = 9)
                """,
                Token));
    }

    [Fact]
    public async Task Audit_MarkPointsElsewhere_NamesTheRange()
    {
        Assert.Empty(await _world.AuditAsync(Token));

        await ExecuteAsync(
            """
            alter table portal.transfer_ranges disable trigger transfer_ranges_append_only;
            update portal.transfer_ranges set credit_marks[2] = credit_marks[2] + 1 where credit_marks[2] is not null
            """);

        Assert.Contains(
            await _world.AuditAsync(Token),
            finding => finding.StartsWith("The range of transfers", StringComparison.Ordinal));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_world.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
