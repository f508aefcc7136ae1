namespace CitizenBonds.Domain.Ledger;

/// <summary>
/// One line of the ledger. Nothing is ever changed or removed; an error is corrected by a further transfer.
/// </summary>
/// <param name="Id">1, 2, 3, … without gaps, in the order of booking.</param>
/// <param name="Debit">Account the amount leaves.</param>
/// <param name="Credit">Another account, of the same asset, that receives it.</param>
/// <param name="Amount">Smallest units, above zero.</param>
/// <param name="Asset">Number of the currency or series in the list of assets the portal publishes.</param>
/// <param name="Reference">What it belongs to, for example an application or a trade; at most
/// <see cref="TransferLeaf.ReferenceBytesMax"/> bytes as UTF-8; may be empty. Never personal data.</param>
/// <param name="BookedAt">UTC; hashed and published in whole microseconds, anything finer is cut off.</param>
public readonly record struct LedgerTransfer(
    long Id,
    long Debit,
    long Credit,
    long Amount,
    long Asset,
    LedgerReason Reason,
    string Reference,
    DateTimeOffset BookedAt);
