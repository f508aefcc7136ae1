using CitizenBonds.Application.Offerings;

namespace CitizenBonds.Chain.Custody;

/// <param name="Contract">Its address.</param>
/// <param name="AtPortal">Tokens the person may take out.</param>
/// <param name="InWallet">Tokens in the linked wallet, as far as the portal has followed.</param>
/// <param name="IsOpen">False once the bond is about to be paid back, or was.</param>
public sealed record WalletSeriesLine(
    string Isin, BothNames Title, string Contract, long AtPortal, long InWallet, bool IsOpen);
