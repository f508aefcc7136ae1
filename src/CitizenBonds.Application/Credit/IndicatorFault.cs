namespace CitizenBonds.Application.Credit;

/// <summary>Why an indicator file, or one cell of it, cannot be taken.</summary>
public enum IndicatorFaultKind
{
    /// <summary>The file has no rows below its header.</summary>
    NoRows = 1,

    /// <summary>More rows than one import takes.</summary>
    TooManyRows = 2,

    /// <summary>A quotation mark is opened and never closed.</summary>
    QuoteNotClosed = 3,

    /// <summary>A column every file needs is not there.</summary>
    ColumnMissing = 4,

    /// <summary>A column nobody knows, perhaps misspelt.</summary>
    ColumnUnknown = 5,
    ColumnTwice = 6,

    /// <summary>The row has more or fewer cells than the header.</summary>
    CellCount = 7,
    CodeMalformed = 8,

    /// <summary>The check digit of the local government code is wrong.</summary>
    CodeCheckDigit = 9,
    IssuerUnknown = 10,
    YearOutOfRange = 11,
    NotANumber = 12,
    OutOfRange = 13,
    TooManyDecimals = 14,

    /// <summary>The same issuer and year stand in the file before.</summary>
    RowTwice = 15,
}

/// <summary>One fault of a file, where a spreadsheet shows it.</summary>
/// <param name="Row">Line of the table, the header being 1; 0 for the file as a whole.</param>
/// <param name="Column">Position from 1; 0 when the row or file as a whole is meant.</param>
/// <param name="ColumnName">As written in the header; empty when no column is meant.</param>
/// <param name="Value">What stands there, shortened.</param>
public sealed record IndicatorFault(int Row, int Column, string ColumnName, IndicatorFaultKind Kind, string Value);
