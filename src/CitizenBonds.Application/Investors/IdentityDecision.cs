using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Investors;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Investors;

/// <summary>What a decision on an identity check changes.</summary>
internal static class IdentityDecision
{
    public static void Approve(
        PortalContext portal, InvestorRow investor, IdentityCheckRow check, Guid? decidedBy, DateTimeOffset now)
    {
        investor.ResidenceIssuerId = check.ResidenceIssuerId;
        Decide(portal, investor, check, IdentityState.Approved, decidedBy, now);
    }

    public static void Refuse(
        PortalContext portal,
        InvestorRow investor,
        IdentityCheckRow check,
        Guid decidedBy,
        string reason,
        DateTimeOffset now)
    {
        check.RefusalReason = reason;
        Decide(portal, investor, check, IdentityState.Refused, decidedBy, now);
    }

    private static void Decide(
        PortalContext portal,
        InvestorRow investor,
        IdentityCheckRow check,
        IdentityState state,
        Guid? decidedBy,
        DateTimeOffset now)
    {
        check.State = state;
        check.DecidedAt = now;
        check.DecidedBy = decidedBy;
        investor.IdentityState = state;
        investor.IdentityDecidedAt = now;
        portal.Notices.Add(new NoticeRow
        {
            InvestorId = investor.Id,
            Kind = state == IdentityState.Approved ? NoticeKind.IdentityApproved : NoticeKind.IdentityRefused,
            CreatedAt = now,
        });
    }
}
