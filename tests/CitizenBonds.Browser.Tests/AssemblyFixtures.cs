using CitizenBonds.Browser.Tests;
using CitizenBonds.Testing.Postgres;
using Xunit;

[assembly: AssemblyFixture(typeof(ChromiumFixture))]
[assembly: AssemblyFixture(typeof(PortalDatabases))]
