namespace CitizenBonds.Data.Messages;

/// <summary>One letter to one person, kept until sent and afterwards as the record of what was said.</summary>
public sealed class EmailRow
{
    public long Id { get; init; }

    /// <summary>Null when the account was closed since.</summary>
    public Guid? ToUser { get; set; }

    public required string ToAddress { get; set; }

    public required string Subject { get; set; }

    public required string Body { get; set; }

    /// <summary>
    /// Names the event the letter tells of, so that it is written once however often the event is handled.
    /// </summary>
    public required string EventKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>Earliest moment of the next attempt to send.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>Why the last attempt failed; null before the first failure and after success.</summary>
    public string? LastError { get; set; }
}
