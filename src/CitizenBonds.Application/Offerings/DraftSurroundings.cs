namespace CitizenBonds.Application.Offerings;

/// <summary>What a draft is read against.</summary>
/// <param name="Purposes">Those of the issuer.</param>
public sealed record DraftSurroundings(
    DateTimeOffset Now, SaleTimeLimits Rules, IReadOnlyList<PurposeView> Purposes);
