namespace CitizenBonds.Application.Commands;

/// <summary>Why a command could not run at all, in order of precedence.</summary>
public enum CommandRefusal
{
    /// <summary>The idempotency key was used before for something else.</summary>
    KeyReusedWithOtherInput = 1,

    /// <summary>Somebody else changed the same thing in between.</summary>
    ChangedMeanwhile = 2,
}
