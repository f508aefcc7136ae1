namespace CitizenBonds.Domain.Custody;

/// <summary>Why a wallet is not linked. When several apply, the first listed is reported.</summary>
public enum WalletLinkRefusal
{
    /// <summary>This portal follows no chain.</summary>
    NoChain = 1,

    /// <summary>Tokens leave only for people whose identity was checked.</summary>
    IdentityNotChecked,

    /// <summary>One wallet at a time: the linked one is unlinked first.</summary>
    AlreadyLinked,

    /// <summary>Not 0x and forty hexadecimal digits, or its capitals do not fit.</summary>
    AddressMalformed,

    /// <summary>An address of the portal itself, or a contract of its.</summary>
    AddressOfThePortal,

    /// <summary>The text is no message of the form we ask for.</summary>
    MessageMalformed,

    /// <summary>The message was made for another site.</summary>
    OtherSite,

    /// <summary>The message names another chain.</summary>
    OtherChain,

    /// <summary>We never asked for this message, or asked somebody else.</summary>
    NonceUnknown,

    /// <summary>The message was used before.</summary>
    NonceUsed,

    /// <summary>The message was not signed in time.</summary>
    Expired,

    /// <summary>Not the very message that was asked for.</summary>
    MessageChanged,

    /// <summary>Not hexadecimal digits, or not the 65 bytes of the form a key makes.</summary>
    SignatureMalformed,

    /// <summary>Signed with another key or for another message, or the wallet's contract says no.</summary>
    SignatureOfAnotherMessage,

    /// <summary>Somebody else has linked this wallet.</summary>
    LinkedToSomebodyElse,
}
