namespace CitizenBonds.Data.Embedded;

/// <summary>Another portal holds the data folder; the message is one sentence for the person at the console.</summary>
public sealed class DataFolderInUseException : EmbeddedPostgresException
{
    public DataFolderInUseException() { }

    public DataFolderInUseException(string message) : base(message) { }

    public DataFolderInUseException(string message, Exception innerException) : base(message, innerException) { }
}
