namespace CitizenBonds.Domain.Custody;

/// <summary>A message somebody was asked to sign.</summary>
/// <param name="Message">As it was shown.</param>
/// <param name="AskedOf">Who was asked.</param>
/// <param name="UsedAt">Null until a wallet was linked with it.</param>
public sealed record WalletQuestion(WalletMessage Message, Guid AskedOf, DateTimeOffset? UsedAt);
