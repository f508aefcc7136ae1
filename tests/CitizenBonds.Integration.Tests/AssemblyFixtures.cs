using CitizenBonds.Testing.Postgres;
using Xunit;

[assembly: AssemblyFixture(typeof(PortalDatabases))]
