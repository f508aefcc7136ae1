namespace CitizenBonds.Testing.Worlds;

public sealed record Trader(Guid UserId, long InvestorId);
