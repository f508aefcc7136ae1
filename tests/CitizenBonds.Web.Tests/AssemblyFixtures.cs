using CitizenBonds.Testing.Postgres;

[assembly: AssemblyFixture(typeof(PortalDatabases))]
