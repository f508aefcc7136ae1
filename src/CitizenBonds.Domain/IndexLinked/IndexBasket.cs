namespace CitizenBonds.Domain.IndexLinked;

/// <summary>The published baskets an index-linked bond may follow. Codes are stored.</summary>
public enum IndexBasket
{
    /// <summary>Gold alone.</summary>
    LiXAU = 0,

    /// <summary>Platinum, palladium and rhodium.</summary>
    LiPMG = 1,

    /// <summary>Aluminium, copper, lead, nickel, tin and zinc.</summary>
    LiBMG = 2,
}
