namespace CitizenBonds.Application.Offerings;

/// <summary>Why a sale is not settled.</summary>
public enum SettlementRefusal
{
    /// <summary>It is not announced any more, or its settlement date has not come.</summary>
    NotDue = 1,
}
