namespace CitizenBonds.Domain.Values;

/// <summary>The currencies the ledger keeps. The smallest unit is 1 yen or 1 satoshi (10^-8 BTC).</summary>
public enum Currency
{
    Jpy = 0,
    Btc = 1,
}
