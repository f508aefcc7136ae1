namespace CitizenBonds.Browser.Tests.Journeys;

/// <summary>
/// The bond of the journey. The demonstration begins on Friday 20 November 2026; one coupon of 2 % on 10 tokens of
/// 10,000 yen is 2,000 yen.
/// </summary>
internal static class SchoolRoofs
{
    public const string Purpose = "School roofs by the river";
    public const string Title = "School roofs by the river, one year";
    public const string OpensOn = "2026-11-25";
    public const string ClosesOn = "2026-12-04";
    public const string IssuedOn = "2026-12-10"; // A Thursday, six days after the close.
    public const string RepaidOn = "2027-12-10"; // A Friday.
    public const string AppliedYen = "100000";
    public const string CouponShown = "¥2,000";
    public const string FaceShown = "¥100,000";
    public const string TokensShown = "10 tokens";
}
