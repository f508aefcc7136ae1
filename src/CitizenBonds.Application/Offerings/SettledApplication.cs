using System.Globalization;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>What settlement does to one application.</summary>
internal static class SettledApplication
{
    public static SaleApplication ForAllotment(ApplicationRow application) => new(
        application.Id.ToString(CultureInfo.InvariantCulture),
        Quantity.FromTokens(application.Quantity),
        application.IsResident);

    public static void Close(
        PortalContext portal, ApplicationRow application, ApplicationState state, long allotted, DateTimeOffset now)
    {
        application.State = state;
        application.AllottedQuantity = allotted;
        application.ChangedAt = now;
        application.Version++;
        portal.ApplicationEvents.Add(new ApplicationEventRow
        {
            ApplicationId = application.Id,
            Kind = EventOf(state),
            Quantity = allotted,
            HappenedAt = now,
        });
        portal.Notices.Add(new NoticeRow
        {
            InvestorId = application.InvestorId,
            Kind = NoticeOf(state),
            IssueId = application.IssueId,
            Quantity = allotted,
            Amount = application.HeldYen,
            CreatedAt = now,
        });
    }

    private static ApplicationEventKind EventOf(ApplicationState state) => state switch
    {
        ApplicationState.Allotted => ApplicationEventKind.Allotted,
        ApplicationState.NotAllotted => ApplicationEventKind.NotAllotted,
        ApplicationState.Returned => ApplicationEventKind.Returned,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    private static NoticeKind NoticeOf(ApplicationState state) => state switch
    {
        ApplicationState.Allotted => NoticeKind.Allotted,
        ApplicationState.NotAllotted => NoticeKind.NotAllotted,
        ApplicationState.Returned => NoticeKind.CrowdFailed,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
