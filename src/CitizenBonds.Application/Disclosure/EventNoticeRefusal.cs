namespace CitizenBonds.Application.Disclosure;

/// <summary>Why a notice of an event is not filed, in order of precedence.</summary>
public enum EventNoticeRefusal
{
    /// <summary>Not the officer of an issuer, or neither a bond nor a notice of that issuer.</summary>
    NotFound = 1,

    /// <summary>Not one of the kinds that are filed by hand.</summary>
    KindUnknown,
    DayUnreadable,

    /// <summary>The event lies ahead: nothing has happened yet.</summary>
    DayAhead,
    TextMissing,
    TextTooLong,
    TextUnreadable,

    /// <summary>A further version stands already: that one is corrected.</summary>
    CorrectedBefore,
}
