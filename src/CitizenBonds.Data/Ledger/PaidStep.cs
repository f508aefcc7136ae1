namespace CitizenBonds.Data.Ledger;

/// <param name="Payments">Holders whose amount is above zero; each gets a transfer.</param>
/// <param name="FirstAccount">The lowest cash account credited, by id.</param>
/// <param name="LastAccount">The highest.</param>
public sealed record PaidStep(
    int Holders, int Payments, long Tokens, long Yen, long FirstAccount, long LastAccount);
