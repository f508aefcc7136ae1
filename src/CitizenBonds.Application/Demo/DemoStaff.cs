using System.Security.Cryptography;
using System.Text;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Payments;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Data.Payments;

namespace CitizenBonds.Application.Demo;

/// <summary>The invented officers of every issuer. Those of the home city can be signed in as.</summary>
internal static class DemoStaff
{
    private const long RoundUpYen = 10_000;

    /// <summary>The same name always gives the same id.</summary>
    public static Guid IdOf(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes("demo " + name)).AsSpan(0, 16));

    public static (Actor Officer, Actor Approver) ForIssuer(string code, long issuerId)
    {
        var suffix = code == DemoPlan.HomeCode ? "" : " " + code;
        return (
            new Actor(IdOf("officer" + suffix), new HashSet<PortalRole> { PortalRole.IssuerOfficer }, issuerId),
            new Actor(IdOf("approver" + suffix), new HashSet<PortalRole> { PortalRole.IssuerApprover }, issuerId));
    }

    /// <summary>
    /// What a careful treasurer pays in: the payment on everything allotted, rounded up to a round sum.
    /// </summary>
    public static long FundingOf(IssueRow issue, PaymentRunRow run, long tokens)
    {
        var paid = new PaymentAmounts(IssueTerms.ScheduleOf(issue), run).YenFor(tokens);
        // Holdings are rounded one by one, each by less than a yen; a yen for each token covers that.
        var yen = paid + Math.Min(tokens, RoundUpYen);
        return (yen + RoundUpYen - 1) / RoundUpYen * RoundUpYen;
    }
}
