using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Investors;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Banking;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using CitizenBonds.Web.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CitizenBonds.Web.Tests.Citizen;

/// <summary>
/// The running host on a day on which a test town's bond is on sale, at 10,000 yen a token, with people who go the path
/// of a citizen through the real use cases.
/// </summary>
internal sealed class CitizenStage : IAsyncDisposable
{
    public static readonly DateTimeOffset Day = PortalTime.OpeningOf(new DateOnly(2026, 2, 12));

    private readonly List<FormClient> _browsers = [];
    private readonly PortalWorld _world;

    private CitizenStage(PortalApp portal, PortalWorld world, AnnouncedIssue issue)
    {
        Portal = portal;
        _world = world;
        Issue = issue;
    }

    public PortalApp Portal { get; }

    public AnnouncedIssue Issue { get; }

    public string ApplyAddress => $"/apply/{Issue.Row.Isin}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<CitizenStage> OpenAsync(PortalDatabases databases)
    {
        var portal = await PortalApp.StartAsync(databases, Token);
        await SetClockAsync(portal.ConnectionString);
        portal.CreateClient().Dispose(); // The host starts, and with it come the database's secrets.
        var world = PortalWorld.Over(portal.ConnectionString);
        return new CitizenStage(portal, world, await AnnouncedIssue.CreateAsync(world, 1_000, Token));
    }

    /// <summary>Signed in and nothing more.</summary>
    public async Task<(FormClient Browser, Guid User)> SignInAsync(string email)
    {
        var user = await Portal.AddPersonAsync(email, PortalRole.Citizen, Token);
        var browser = Portal.Browse();
        _browsers.Add(browser);
        await browser.SignInAsync(email, PortalApp.Password);
        return (browser, user);
    }

    /// <summary>Checked, tested, shown what a loss would look like, with a bank account and 200,000 yen.</summary>
    public async Task<(FormClient Browser, Testing.Worlds.Citizen Citizen)> SignInReadyAsync(
        string email, bool hasSeenLosses = true)
    {
        var (browser, user) = await SignInAsync(email);
        var opened = await Get<OpenInvestor>().ExecuteAsync(new(InvestorKind.Citizen), user, Day, Token);
        var citizen = new Testing.Worlds.Citizen(user, opened.ValueOrThrow.InvestorId);
        var citizens = new Citizens(_world);
        await citizens.CheckAsync(citizen, Token);
        await citizens.PassTestAsync(citizen, Token);
        if (hasSeenLosses) await citizens.SeeLossesAsync(citizen, Token);
        await citizens.FundAsync(citizen, 200_000, Token);
        var account = PayoutAccount.Read("0001", "123", PayoutAccountKind.Ordinary, "1", "タナカ アオイ").Account!;
        _ = (await Get<RegisterPayoutAccount>().ExecuteAsync(account, Citizens.Key(), user, Day, Token)).ValueOrThrow;
        return (browser, citizen);
    }

    public T Get<T>() where T : notnull => Portal.Services.GetRequiredService<T>();

    public Task<PortalContext> DatabaseAsync() =>
        Get<IDbContextFactory<PortalContext>>().CreateDbContextAsync(Token);

    /// <summary>Everything a citizen's form may write, in one text: equal before and after a form that is refused.
    /// </summary>
    public async Task<string> WrittenAsync()
    {
        await using var connection = new NpgsqlConnection(Portal.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(
            """
            select concat_ws(' ',
                (select count(*) from portal.transfers), (select count(*) from portal.bank_movements),
                (select count(*) from portal.applications), (select count(*) from portal.application_events),
                (select sum(held_yen) from portal.applications), (select count(*) from identity.identity_checks),
                (select count(*) from portal.knowledge_attempts), (select count(*) from identity.payout_accounts),
                (select sum(declared_net_assets_yen) from portal.investors), (select count(*) from portal.notices),
                (select count(*) from portal.notice_silences),
                (select count(*) from portal.commands where name <> 'OpenInvestor'))
            """,
            connection);
        return (string)(await command.ExecuteScalarAsync(Token))!; // concat_ws is never null.
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers) browser.Dispose();
        await _world.DisposeAsync();
        await Portal.DisposeAsync();
    }

    private static async Task SetClockAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(
            """
            update portal.clock
            set offset_microseconds = (extract(epoch from (@Day - clock_timestamp())) * 1000000)::bigint
            """,
            connection);
        command.Parameters.AddWithValue("Day", Day.UtcDateTime);
        await command.ExecuteNonQueryAsync(Token);
    }
}
