using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>A deficit or project and how far it is covered.</summary>
/// <param name="Covered">Booked against it so far.</param>
/// <param name="Pending">Proceeds of issues submitted or on sale for it.</param>
public sealed record PurposeView(
    long Id,
    PurposeKind Kind,
    string NameJa,
    string NameEn,
    int FiscalYear,
    Money Amount,
    Money Covered,
    Money Pending)
{
    /// <summary>What further issues may still raise for it.</summary>
    public Money Left => Money.Max(Money.Zero, Amount - Covered - Pending);
}
