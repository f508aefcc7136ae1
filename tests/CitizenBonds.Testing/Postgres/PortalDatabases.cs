using CitizenBonds.Data.Migrations;

namespace CitizenBonds.Testing.Postgres;

/// <summary>
/// Databases with the portal's newest schema. A test project shares one by
/// <c>[assembly: AssemblyFixture(typeof(PortalDatabases))]</c>; a test class asks for it in its constructor.
/// </summary>
public sealed class PortalDatabases() : PostgresFixture(PortalMigrations.MigrateAsync);
