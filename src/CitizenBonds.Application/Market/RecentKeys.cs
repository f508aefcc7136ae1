namespace CitizenBonds.Application.Market;

/// <summary>
/// Whether a key was used a short while ago. An order sent again nearly always follows soon; looking up the key of
/// every order costs as much as writing it. Says yes too often, now and then, and may forget: the database refuses what
/// it does not know. Mutable, one thread.
/// </summary>
internal sealed class RecentKeys
{
    private const int KeysPerGeneration = 131_072;
    private HashSet<int> _young = [];
    private HashSet<int> _old = [];

    public bool MayContain(long investorId, string clientId)
    {
        var hash = HashCode.Combine(investorId, clientId);
        return _young.Contains(hash) || _old.Contains(hash);
    }

    public void Add(long investorId, string clientId)
    {
        if (_young.Count >= KeysPerGeneration)
        {
            (_young, _old) = (_old, _young);
            _young.Clear();
        }

        _young.Add(HashCode.Combine(investorId, clientId));
    }
}
