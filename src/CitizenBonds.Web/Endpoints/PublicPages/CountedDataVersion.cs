namespace CitizenBonds.Web.Endpoints.PublicPages;

/// <summary>A version moved by hand, for hosts without a database.</summary>
public sealed class CountedDataVersion : IPublicDataVersion
{
    private long _current;

    public long Current => Volatile.Read(ref _current);

    public void Advance() => Interlocked.Increment(ref _current);
}
