using Typed = CitizenBonds.Application.Offerings.IssueDraftFields;

namespace CitizenBonds.Web.Pages.Officer;

/// <summary>How a field of the editor is entered.</summary>
internal enum EditorFieldKind
{
    Text,
    Choice,
    Date,
    Amount,
    Check,
}

/// <param name="Name">A property of the draft's fields.</param>
/// <param name="Unit">Key of the unit's word; null for yen and for what has no unit.</param>
internal sealed record EditorField(string Name, EditorFieldKind Kind, bool IsOptional = false, string? Unit = null);

/// <summary>The fields that belong together.</summary>
/// <param name="Title">Key of the legend.</param>
internal sealed record EditorGroup(string Title, IReadOnlyList<EditorField> Fields)
{
    private const string Tokens = "Common.Tokens";

    public static IReadOnlyList<EditorGroup> All { get; } =
    [
        new("Office.GroupPurpose",
        [
            new(nameof(Typed.PurposeId), EditorFieldKind.Choice),
            new(nameof(Typed.TitleJa), EditorFieldKind.Text),
            new(nameof(Typed.TitleEn), EditorFieldKind.Text),
        ]),
        new("Office.GroupBond",
        [
            new(nameof(Typed.Kind), EditorFieldKind.Choice),
            new(nameof(Typed.Denomination), EditorFieldKind.Amount),
            new(nameof(Typed.Size), EditorFieldKind.Amount, Unit: Tokens),
            new(nameof(Typed.Price), EditorFieldKind.Amount, IsOptional: true),
            new(nameof(Typed.Coupon), EditorFieldKind.Amount, IsOptional: true, Unit: "Office.Percent"),
            new(nameof(Typed.Frequency), EditorFieldKind.Choice, IsOptional: true),
            new(nameof(Typed.DayCount), EditorFieldKind.Choice),
            new(nameof(Typed.Calendar), EditorFieldKind.Choice),
            new(nameof(Typed.Convention), EditorFieldKind.Choice),
        ]),
        new("Office.GroupDates",
        [
            new(nameof(Typed.SaleOpensOn), EditorFieldKind.Date),
            new(nameof(Typed.SaleClosesOn), EditorFieldKind.Date),
            new(nameof(Typed.IssueDate), EditorFieldKind.Date),
            new(nameof(Typed.MaturityDate), EditorFieldKind.Date),
        ]),
        new("Office.GroupSale",
        [
            new(nameof(Typed.SaleMethod), EditorFieldKind.Choice),
            new(nameof(Typed.ReservePrice), EditorFieldKind.Amount, IsOptional: true),
            new(nameof(Typed.RetailReserve), EditorFieldKind.Amount, IsOptional: true, Unit: "Office.Percent"),
            new(nameof(Typed.Minimum), EditorFieldKind.Amount, Unit: Tokens),
            new(nameof(Typed.Multiple), EditorFieldKind.Amount, Unit: Tokens),
            new(nameof(Typed.ResidentsFirst), EditorFieldKind.Check, IsOptional: true),
            new(nameof(Typed.CrowdMinimum), EditorFieldKind.Amount, IsOptional: true, Unit: Tokens),
        ]),
    ];
}
