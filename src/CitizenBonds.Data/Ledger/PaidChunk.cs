namespace CitizenBonds.Data.Ledger;

/// <param name="LastAccountId">The last token account looked at; null when there was none left.</param>
public sealed record PaidChunk(long? LastAccountId, int HoldersPaid, long YenPaid);
