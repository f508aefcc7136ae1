using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Messages;
using CitizenBonds.Data.Identity;
using CitizenBonds.Testing.Postgres;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.Identity;

public sealed class CloseAccountTests(PortalDatabases postgres) : IAsyncLifetime
{
    private IdentityWorld _world = null!; // Made before every test.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await IdentityWorld.CreateAsync(postgres, Cancellation);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Close_Citizen_LeavesNothingPersonalAnywhereInTheTwoSchemas()
    {
        var user = await _world.AddCitizenAsync("aoi.unmistakable@town.example", Cancellation);
        await _world.RunAsync((UserSessions s) => s.OpenAsync(user, "Firefox, Linux", "203.0.113.0/24", Cancellation));
        await _world.RunAsync(AddPasskeyAndAuthenticatorAsync(user));
        await _world.RunAsync((IMessageOutbox outbox) => outbox.AppendAsync(
            user, new Letter("welcome-to-aoi", "Hello", "Hello aoi.unmistakable"), Cancellation));

        Assert.Null(await CloseAsync(user));
        Assert.Null(await CloseAsync(user));

        var everything = await _world.RunAsync((NpgsqlDataSource database) => DumpAsync(database));
        Assert.Contains(user.ToString(), everything, StringComparison.Ordinal);
        Assert.DoesNotContain("unmistakable", everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Aoi Tanaka", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("phone of aoi", everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Close_ThenRegisterTheSameAddress_IsANewPerson()
    {
        var first = await _world.AddCitizenAsync("aoi@town.example", Cancellation);
        await CloseAsync(first);

        var second = await _world.AddCitizenAsync("aoi@town.example", Cancellation);

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Close_Officer_IsRefusedUntilTheOfficeEnds()
    {
        var officer = await _world.RunAsync((ProvisionAccount provision) => provision.RunAsync(
            new(Guid.NewGuid(), "haruto@city.example", "Haruto", "ja", null, [PortalRole.IssuerOfficer], 7),
            Cancellation));

        Assert.Equal(ClosureRefusal.HoldsOffice, await CloseAsync(officer));

        await _world.RunAsync((IdentityContext identity) => identity.Memberships.ExecuteDeleteAsync(Cancellation));
        Assert.Null(await CloseAsync(officer));
    }

    private Task<ClosureRefusal?> CloseAsync(Guid user) =>
        _world.RunAsync((CloseAccount close) => close.RunAsync(user, Cancellation));

    private static Func<UserManager<PortalUser>, Task> AddPasskeyAndAuthenticatorAsync(Guid userId) => async users =>
    {
        var user = await users.FindByIdAsync(userId.ToString());
        await users.ResetAuthenticatorKeyAsync(user!);
        var passkey = new UserPasskeyInfo(
            [1, 2, 3], [4], DateTimeOffset.UnixEpoch, 0, ["internal"], true, false, false, [5], [6])
        {
            Name = "phone of aoi",
        };
        Assert.True((await users.AddOrUpdatePasskeyAsync(user!, passkey)).Succeeded);
        Assert.Equal("phone of aoi", Assert.Single(await users.GetPasskeysAsync(user!)).Name);
    };

    private static async Task<string> DumpAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""
            select string_agg(
                query_to_xml(format('select * from %I.%I', table_schema, table_name), true, true, '')::text, '')
            from information_schema.tables where table_schema in ('identity', 'messages')
            """);
        return (string?)await command.ExecuteScalarAsync(Cancellation) ?? "";
    }
}
