using CitizenBonds.Application.Offerings;

namespace CitizenBonds.Chain.Custody;

/// <summary>What a contract paid to the wallet.</summary>
/// <param name="Redeemed">Tokens paid back with it; zero for a coupon.</param>
public sealed record WalletPaymentLine(
    DateTimeOffset At, string Isin, BothNames Title, long Yen, long Redeemed, string TransactionHash);
