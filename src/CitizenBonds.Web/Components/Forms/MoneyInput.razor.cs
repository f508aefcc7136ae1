using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components.Forms;

/// <summary>
/// A whole number with its unit beside it. People may type separators and full-width digits: read it back with
/// <see cref="TypedNumber"/>.
/// </summary>
public sealed partial class MoneyInput
{
    /// <summary>"tokens", "%": yen when null.</summary>
    [Parameter] public string? Unit { get; set; }

    private string UnitId => $"{Name}-unit";

    private string AllDescriptions => DescribedBy is { } others ? $"{UnitId} {others}" : UnitId;
}
