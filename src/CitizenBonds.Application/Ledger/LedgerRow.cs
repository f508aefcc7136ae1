using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Application.Ledger;

/// <summary>A line as the database gives it.</summary>
internal sealed class LedgerRow
{
    public long Id { get; init; }
    public DateTime BookedAt { get; init; }
    public short Reason { get; init; }
    public string FromPseudonym { get; init; } = "";
    public short FromKind { get; init; }
    public string? FromJa { get; init; }
    public string? FromEn { get; init; }
    public string ToPseudonym { get; init; } = "";
    public short ToKind { get; init; }
    public string? ToJa { get; init; }
    public string? ToEn { get; init; }
    public long Amount { get; init; }
    public string Asset { get; init; } = "";
    public bool IsCurrency { get; init; }
    public string? Isin { get; init; }
    public string Reference { get; init; } = "";
    public long? Height { get; init; }

    public LedgerLine ToLine() => new(
        Id,
        new DateTimeOffset(DateTime.SpecifyKind(BookedAt, DateTimeKind.Utc)),
        (LedgerReason)Reason,
        new LedgerParty(FromPseudonym, (AccountKind)FromKind, Name(FromJa, FromEn)),
        new LedgerParty(ToPseudonym, (AccountKind)ToKind, Name(ToJa, ToEn)),
        Amount,
        Asset,
        IsCurrency,
        Isin,
        Reference,
        Height);

    private static BothNames? Name(string? ja, string? en) => ja is null || en is null ? null : new BothNames(ja, en);
}
