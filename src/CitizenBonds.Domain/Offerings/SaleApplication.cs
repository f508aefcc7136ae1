using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>An application as the allotment sees it.</summary>
/// <param name="Id">Unique within the sale; what the draw hashes.</param>
/// <param name="Quantity">In lots of the sale.</param>
/// <param name="IsResident">Of the issuing municipality; matters only where residents come first.</param>
public sealed record SaleApplication(string Id, Quantity Quantity, bool IsResident);
