namespace CitizenBonds.Application.Offerings;

/// <summary>The order of the fields in the form: faults are listed as one reads.</summary>
public static class DraftOrder
{
    public static IReadOnlyList<string> Fields { get; } =
    [
        nameof(IssueDraftFields.PurposeId), nameof(IssueDraftFields.TitleJa), nameof(IssueDraftFields.TitleEn),
        nameof(IssueDraftFields.Kind), nameof(IssueDraftFields.Denomination), nameof(IssueDraftFields.Size),
        nameof(IssueDraftFields.Price), nameof(IssueDraftFields.Coupon), nameof(IssueDraftFields.Frequency),
        nameof(IssueDraftFields.DayCount), nameof(IssueDraftFields.Calendar), nameof(IssueDraftFields.Convention),
        nameof(IssueDraftFields.SaleOpensOn), nameof(IssueDraftFields.SaleClosesOn),
        nameof(IssueDraftFields.IssueDate), nameof(IssueDraftFields.MaturityDate),
        nameof(IssueDraftFields.SaleMethod), nameof(IssueDraftFields.ReservePrice),
        nameof(IssueDraftFields.RetailReserve),
        nameof(IssueDraftFields.Minimum), nameof(IssueDraftFields.Multiple),
        nameof(IssueDraftFields.ResidentsFirst), nameof(IssueDraftFields.CrowdMinimum),
    ];

    internal static IReadOnlyList<DraftFault> Sort(IEnumerable<DraftFault> faults)
    {
        var order = Fields.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        return [.. faults.OrderBy(fault => order[fault.Field])];
    }
}
