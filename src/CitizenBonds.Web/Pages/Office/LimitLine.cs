using CitizenBonds.Domain.Values;

namespace CitizenBonds.Web.Pages.Office;

/// <summary>One limit of an issuer and what of it is used.</summary>
public sealed record LimitLine(string Name, Money Limit, Money Used)
{
    /// <summary>Never less than nothing: a limit that fell below what is used leaves none.</summary>
    public Money Left => Money.Max(Money.Zero, Limit - Used);
}
