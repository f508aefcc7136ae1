namespace CitizenBonds.Testing.Chain;

/// <param name="Wallets">So many holders, each with a wallet of the own.</param>
/// <param name="Tokens">Shared out evenly.</param>
/// <param name="Years">To maturity; two coupons a year.</param>
/// <param name="FaultsPercent">Of its questions so many are lost, answers too, as many come twice or late.</param>
/// <param name="MinesItself">A block each second, of 60 million gas; else one whenever the portal has looked.</param>
public sealed record ChainWorldPlan(
    int Wallets, long Tokens, int Years = 1, int FaultsPercent = 0, bool MinesItself = true);
