namespace CitizenBonds.Domain.Offerings;

/// <summary>Where an announced sale stands on its calendar.</summary>
public enum SalePhase
{
    NotYetOpen,
    Open,
    Closed,
}

/// <summary>The calendar of a sale.</summary>
public static class SalePhases
{
    /// <summary>Shortest time a sale is open.</summary>
    public static readonly TimeSpan OpenMin = TimeSpan.FromDays(2);

    /// <param name="opensAt">Open from this moment on.</param>
    /// <param name="closesAt">Closed from this moment on.</param>
    public static SalePhase At(DateTimeOffset opensAt, DateTimeOffset closesAt, DateTimeOffset now)
    {
        if (now < opensAt) return SalePhase.NotYetOpen;
        return now < closesAt ? SalePhase.Open : SalePhase.Closed;
    }
}
