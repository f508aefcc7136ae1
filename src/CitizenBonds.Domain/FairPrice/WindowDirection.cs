namespace CitizenBonds.Domain.FairPrice;

/// <summary>Which way the tokens go, seen from the window. Codes are stored: they never change.</summary>
public enum WindowDirection
{
    /// <summary>Tokens come in and cash goes out: allowed while the price is at most K (1 + e).</summary>
    Deposit = 1,

    /// <summary>Cash comes in and tokens go out: allowed while the price is at least K (1 - e).</summary>
    Withdrawal = 2,
}
