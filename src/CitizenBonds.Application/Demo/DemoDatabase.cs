using Npgsql;

namespace CitizenBonds.Application.Demo;

/// <summary>Where the demonstration is built.</summary>
public sealed class DemoDatabase(string connectionString)
{
    /// <summary>
    /// Connections whose commits do not wait for the disk: a crash of the server costs the last moments of an
    /// unfinished build, which goes on from there. The last commit of the build waits, and with it all before it.
    /// </summary>
    public string WithoutWaiting => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Options = "-c synchronous_commit=off", MaxAutoPrepare = 1_000,
    }.ConnectionString;
}
