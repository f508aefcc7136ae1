namespace CitizenBonds.Domain.Ledger;

/// <summary>Why a transfer was refused. When several apply, the first listed is reported.</summary>
public enum LedgerRefusal
{
    /// <summary>The command's key was used before with other input. Found by the caller, who keeps the keys.</summary>
    KeyUsedWithOtherInput,
    AmountNotPositive,
    SameAccount,
    ReferenceDoesNotFit,
    DebitAccountUnknown,
    CreditAccountUnknown,
    AssetsDiffer,
    DebitAccountClosed,
    CreditAccountClosed,
    BalanceTooLow,
    TotalTooLarge,
}

/// <summary>An account as it stands before a transfer. Balance = credits − debits.</summary>
public readonly record struct LedgerAccountState(
    AccountKind Kind, long Asset, long Debits, long Credits, bool IsClosed)
{
    public long Balance => Credits - Debits;
}

/// <summary>Decides whether a transfer may be booked.</summary>
public static class LedgerRules
{
    /// <param name="debit">The account the amount leaves, or null when there is no such account.</param>
    /// <param name="credit">The account that receives it, or null when there is no such account.</param>
    /// <returns>The refusal, or null when the transfer may be booked.</returns>
    public static LedgerRefusal? FindRefusal(
        in LedgerTransfer transfer, LedgerAccountState? debit, LedgerAccountState? credit)
    {
        if (transfer.Amount <= 0) return LedgerRefusal.AmountNotPositive;
        if (transfer.Debit == transfer.Credit) return LedgerRefusal.SameAccount;
        if (!TransferLeaf.IsReference(transfer.Reference)) return LedgerRefusal.ReferenceDoesNotFit;
        if (debit is not { } from) return LedgerRefusal.DebitAccountUnknown;
        if (credit is not { } to) return LedgerRefusal.CreditAccountUnknown;
        if (from.Asset != transfer.Asset || to.Asset != transfer.Asset) return LedgerRefusal.AssetsDiffer;
        if (from.IsClosed) return LedgerRefusal.DebitAccountClosed;
        if (to.IsClosed) return LedgerRefusal.CreditAccountClosed;
        if (!from.Kind.MayGoNegative() && from.Balance < transfer.Amount) return LedgerRefusal.BalanceTooLow;
        if (from.Debits > long.MaxValue - transfer.Amount || to.Credits > long.MaxValue - transfer.Amount)
            return LedgerRefusal.TotalTooLarge;
        return null;
    }
}
