namespace CitizenBonds.Domain.Credit;

/// <summary>The five tiers of the credit policy, best first: a larger value is a worse tier.</summary>
public enum CreditTier
{
    A = 0,
    B = 1,
    C = 2,
    D = 3,
    E = 4,
}
