namespace CitizenBonds.Application.Custody;

/// <summary>Why tokens stay where they are. When several apply, the first listed is reported.</summary>
public enum CustodyRefusal
{
    /// <summary>Tokens leave only for people whose identity was checked.</summary>
    IdentityNotChecked = 1,

    /// <summary>No wallet is linked.</summary>
    WalletNotLinked,

    /// <summary>Not the linked wallet: no other address is on the list of those that may hold tokens.</summary>
    AddressNotAllowed,

    /// <summary>The series has no contract on the chain, or none that is ready.</summary>
    SeriesNotOnChain,

    /// <summary>The holders of the redemption are written down: nothing leaves any more.</summary>
    SeriesClosing,

    QuantityNotPositive,

    /// <summary>More than the person may dispose of.</summary>
    TokensTooFew,

    /// <summary>The wallet holds tokens, or some are on their way: it stays linked.</summary>
    WalletInUse,

    /// <summary>More came back than the ledger ever let out: a person must look before it is booked.</summary>
    BooksDiffer,
}
