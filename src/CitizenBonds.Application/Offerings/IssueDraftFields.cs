using System.Text.Json;

namespace CitizenBonds.Application.Offerings;

/// <summary>
/// An issue as it was typed, right or wrong. Kept so; <see cref="IssueDraftCheck"/> says what it means.
/// </summary>
public sealed record IssueDraftFields
{
    /// <summary>
    /// What is cut off beyond this was never a legal entry; the draft still shows that it is too long.
    /// </summary>
    public const int KeptLengthMax = 2_000;

    public const string Fixed = "fixed";
    public const string Zero = "zero";
    public const string FixedPrice = "fixed-price";
    public const string Auction = "auction";
    public const string Yes = "true";

    public string? PurposeId { get; set; } = "";

    public string? TitleJa { get; set; } = "";

    public string? TitleEn { get; set; } = "";

    /// <summary>"fixed" or "zero".</summary>
    public string? Kind { get; set; } = Fixed;

    /// <summary>Yen.</summary>
    public string? Denomination { get; set; } = "10,000";

    /// <summary>Tokens.</summary>
    public string? Size { get; set; } = "";

    /// <summary>Yen for one token, in an auction the highest; empty: the denomination.</summary>
    public string? Price { get; set; } = "";

    /// <summary>"fixed-price" or "auction".</summary>
    public string? SaleMethod { get; set; } = FixedPrice;

    /// <summary>Yen; in an auction only.</summary>
    public string? ReservePrice { get; set; } = "";

    /// <summary>Percent of the issue; in an auction only.</summary>
    public string? RetailReserve { get; set; } = "10";

    /// <summary>Percent a year.</summary>
    public string? Coupon { get; set; } = "";

    public string? Frequency { get; set; } = "2";

    public string? DayCount { get; set; } = "ACT/365F";

    public string? Convention { get; set; } = "Following";

    public string? Calendar { get; set; } = "JP";

    public string? SaleOpensOn { get; set; } = "";

    public string? SaleClosesOn { get; set; } = "";

    public string? IssueDate { get; set; } = "";

    public string? MaturityDate { get; set; } = "";

    /// <summary>Tokens.</summary>
    public string? Minimum { get; set; } = "1";

    /// <summary>Tokens.</summary>
    public string? Multiple { get; set; } = "1";

    /// <summary>"true" or anything else.</summary>
    public string? ResidentsFirst { get; set; } = "";

    /// <summary>Tokens; empty: not a crowd issue.</summary>
    public string? CrowdMinimum { get; set; } = "";

    public static IssueDraftFields FromJson(string json) =>
        JsonSerializer.Deserialize<IssueDraftFields>(json)
        ?? throw new InvalidOperationException("A draft's body is empty.");

    public string ToJson() => JsonSerializer.Serialize(Kept());

    /// <summary>The database keeps every character but one: NUL has no place in its text.</summary>
    private IssueDraftFields Kept() => new()
    {
        PurposeId = Kept(PurposeId),
        TitleJa = Kept(TitleJa),
        TitleEn = Kept(TitleEn),
        Kind = Kept(Kind),
        Denomination = Kept(Denomination),
        Size = Kept(Size),
        Price = Kept(Price),
        SaleMethod = Kept(SaleMethod),
        ReservePrice = Kept(ReservePrice),
        RetailReserve = Kept(RetailReserve),
        Coupon = Kept(Coupon),
        Frequency = Kept(Frequency),
        DayCount = Kept(DayCount),
        Convention = Kept(Convention),
        Calendar = Kept(Calendar),
        SaleOpensOn = Kept(SaleOpensOn),
        SaleClosesOn = Kept(SaleClosesOn),
        IssueDate = Kept(IssueDate),
        MaturityDate = Kept(MaturityDate),
        Minimum = Kept(Minimum),
        Multiple = Kept(Multiple),
        ResidentsFirst = Kept(ResidentsFirst),
        CrowdMinimum = Kept(CrowdMinimum),
    };

    private static string Kept(string? typed)
    {
        var text = (typed ?? "").Replace('\0', '\uFFFD');
        return text.Length <= KeptLengthMax ? text : text[..KeptLengthMax];
    }
}
