using CitizenBonds.Data.Ledger;

namespace CitizenBonds.Testing.Worlds;

public sealed record Citizen(Guid UserId, long InvestorId)
{
    public AccountPlan Cash => AccountPlan.InvestorCash(InvestorId);

    public AccountPlan Hold => AccountPlan.InvestorHold(InvestorId);
}
