namespace CitizenBonds.Chain.Custody;

/// <summary>A citizen's tokens between ledger and chain.</summary>
/// <param name="ChainId">Null when this portal follows no chain.</param>
/// <param name="Portal">Where tokens are sent to bring them back; null without a chain.</param>
/// <param name="Wallet">The linked wallet with its capitals; null without one.</param>
/// <param name="Question">A message that still waits for its signature; null for none.</param>
/// <param name="Series">What the person holds here or in the wallet, of series that have a contract.</param>
/// <param name="YenInWallet">Coupons and principal the contracts have paid, not yet brought back.</param>
/// <param name="YenContract">The contract of those yen; null before there is one.</param>
public sealed record WalletView(
    long? ChainId,
    string? Portal,
    string? Wallet,
    DateTimeOffset? LinkedAt,
    string? Question,
    IReadOnlyList<WalletSeriesLine> Series,
    long YenInWallet,
    string? YenContract,
    IReadOnlyList<WalletPaymentLine> Payments,
    IReadOnlyList<WalletMovementLine> Movements);
