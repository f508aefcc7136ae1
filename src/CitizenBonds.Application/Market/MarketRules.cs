using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

/// <summary>How this portal's market is run. Registered before the features to replace the defaults.</summary>
public sealed record MarketRules
{
    public OrderRules Orders { get; init; } = OrderRules.Default;

    public SessionSchedule Schedule { get; init; } = SessionSchedule.Default;

    public BusinessCalendar Calendar { get; init; } = BusinessCalendar.Japan;

    /// <summary>Prices are whole multiples of it: one yen.</summary>
    public Money Tick { get; init; } = Money.FromYen(1);

    /// <summary>Of the value of a trade, paid by an institution on its side; citizens pay none.</summary>
    public Rate InstitutionFee { get; init; } = Rate.FromPerMillion(100);

    /// <summary>From the operator's resumption to the auction that reopens trading.</summary>
    public TimeSpan ResumeNotice { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A machine that gave no sign of life for this long has lost its series to the next that asks.</summary>
    public TimeSpan WriterSilenceMax { get; init; } = TimeSpan.FromSeconds(5);

    public static MarketRules Default { get; } = new();
}
