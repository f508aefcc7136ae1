namespace CitizenBonds.Data.Ledger;

/// <param name="Payments">Holders whose amount is above zero; each gets a transfer.</param>
/// <param name="AccountSpan">From the first cash account credited to the last, by id.</param>
public sealed record PaidStep(int Holders, int Payments, long Tokens, long Yen, long AccountSpan);
