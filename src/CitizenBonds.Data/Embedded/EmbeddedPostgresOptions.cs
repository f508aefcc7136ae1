namespace CitizenBonds.Data.Embedded;

/// <summary>Where the portal's own PostgreSQL keeps its data and what it may give up for speed.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>Holds the lock, the password and the server's folder <c>pg</c>. Created when missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The search for <c>.tools/postgres/bin</c> starts here and walks up; usually the content root.</summary>
    public required string SearchFrom { get; init; }

    /// <summary>False only in tests: a crash of the machine may then lose or damage everything in the folder.</summary>
    public bool IsDurable { get; init; } = true;
}
