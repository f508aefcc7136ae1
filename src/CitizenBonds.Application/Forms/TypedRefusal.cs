namespace CitizenBonds.Application.Forms;

/// <summary>Why something typed cannot be read. When several apply, the first listed is reported.</summary>
public enum TypedRefusal
{
    Missing = 1,
    TooLong = 2,

    /// <summary>Control characters, or marks that turn the direction of writing.</summary>
    UnreadableCharacters = 3,
    NotANumber = 4,
    NotWhole = 5,
    TooManyDecimals = 6,
    TooSmall = 7,
    TooLarge = 8,
    NotADate = 9,

    /// <summary>Not one of the values offered.</summary>
    NotOffered = 10,
}
