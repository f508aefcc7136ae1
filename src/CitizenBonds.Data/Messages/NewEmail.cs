namespace CitizenBonds.Data.Messages;

/// <summary>A letter to be kept in the outbox; the address is read from the account when it is written.</summary>
public sealed record NewEmail(Guid ToUser, string EventKey, string Subject, string Body, DateTimeOffset CreatedAt);
