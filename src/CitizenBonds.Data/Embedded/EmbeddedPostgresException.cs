namespace CitizenBonds.Data.Embedded;

/// <summary>
/// The portal's own PostgreSQL cannot be used; the message is one sentence for the person at the console.
/// </summary>
public class EmbeddedPostgresException : Exception
{
    public EmbeddedPostgresException() { }

    public EmbeddedPostgresException(string message) : base(message) { }

    public EmbeddedPostgresException(string message, Exception innerException) : base(message, innerException) { }
}
