namespace CitizenBonds.Application.Commands;

/// <summary>
/// What came of a use case: done with a value, or refused. Anything else is an exception, and a bug or an outage.
/// </summary>
public abstract record Outcome<T>
{
    private Outcome()
    {
    }

    /// <param name="IsRepeat">The same command had been carried out before; nothing was done a second time.</param>
    public sealed record Done(T Value, bool IsRepeat = false) : Outcome<T>;

    public sealed record Refused(Refusal Refusal) : Outcome<T>;

    public static implicit operator Outcome<T>(T value) => new Done(value);

    public static implicit operator Outcome<T>(Refusal refusal) => new Refused(refusal);

    /// <summary>The refusal, or null when done.</summary>
    public Refusal? AsRefusal => (this as Refused)?.Refusal;

    /// <summary>The value; a refusal here is a bug of the caller.</summary>
    public T ValueOrThrow => this is Done done
        ? done.Value
        : throw new InvalidOperationException($"The command was refused: {AsRefusal?.Code}.");
}
