using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>A draft that could be read in full: everything an issue is, before anybody has agreed to it.</summary>
public sealed record ProposedIssue
{
    public required long PurposeId { get; init; }

    public required string TitleJa { get; init; }

    public required string TitleEn { get; init; }

    public required BondTerms Terms { get; init; }

    /// <summary>Of one token in the sale; in an auction the highest.</summary>
    public required Money Price { get; init; }

    /// <summary>Null: sold at that price.</summary>
    public required DraftAuction? Auction { get; init; }

    public required Quantity Minimum { get; init; }

    public required Quantity Multiple { get; init; }

    public required DateOnly SaleOpensOn { get; init; }

    public required DateOnly SaleClosesOn { get; init; }

    public required bool ResidentsFirst { get; init; }

    /// <summary>Null: not a crowd issue.</summary>
    public required Quantity? CrowdMinimum { get; init; }

    public Money FaceValue => Terms.Denomination * Terms.IssueSize;

    public Money Proceeds => Price * Terms.IssueSize;

    public DateTimeOffset SaleOpensAt => PortalTime.OpeningOf(SaleOpensOn);

    public DateTimeOffset SaleClosesAt => PortalTime.ClosingOf(SaleClosesOn);

    public DateTimeOffset SettlesAt => PortalTime.OpeningOf(Terms.IssueDate);
}
