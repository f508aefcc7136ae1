namespace CitizenBonds.Chain;

/// <summary>The accounts the portal sends from, each for its own part; all in small letters.</summary>
/// <param name="Keeper">Keeps the citizens' tokens, sends them to wallets, anchors the ledger.</param>
/// <param name="Administrator">Creates the contracts and hands out their roles; afterwards it does nothing.</param>
/// <param name="Issuer">Issues tokens and closes the issue.</param>
/// <param name="Agent">Keeps the list of wallets that may hold tokens.</param>
/// <param name="Payer">Pays coupons and principal in and out.</param>
/// <param name="Pauser">Pauses and resumes.</param>
public sealed record ChainAccounts(
    string Keeper, string Administrator, string Issuer, string Agent, string Payer, string Pauser)
{
    /// <summary>With the name each has in the settings.</summary>
    public IReadOnlyList<(string Name, string Address)> Named =>
    [
        (nameof(ChainSettings.Sender), Keeper), (nameof(Administrator), Administrator), (nameof(Issuer), Issuer),
        (nameof(Agent), Agent), (nameof(Payer), Payer), (nameof(Pauser), Pauser),
    ];

    /// <summary>Whether one account does it all, as in a small deployment.</summary>
    public bool AreOne => Named.All(account => account.Address == Keeper);

    /// <summary>Whether no account has the part of another.</summary>
    public bool AreApart => Named.Select(account => account.Address).Distinct().Count() == Named.Count;

    /// <returns>The name in the settings; the address itself when it is none of ours any more.</returns>
    public string NameOf(string address) =>
        Named.Where(account => account.Address == address).Select(account => account.Name).FirstOrDefault(address);

    public bool Contains(string address) =>
        Named.Any(account => account.Address.Equals(address, StringComparison.OrdinalIgnoreCase));
}
