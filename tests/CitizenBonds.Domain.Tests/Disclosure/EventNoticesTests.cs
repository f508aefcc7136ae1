using CitizenBonds.Domain.Disclosure;

namespace CitizenBonds.Domain.Tests.Disclosure;

public sealed class EventNoticesTests
{
    // The rule's list has sixteen: late payment, change of rating and call are filed by the portal, thirteen by hand.
    [Fact]
    public void ByHand_WithWhatThePortalFiles_AreTheSixteenOfTheRule()
    {
        FilingKind[] byPortal = [FilingKind.PaymentDefault, FilingKind.TierChange, FilingKind.Call];

        Assert.Equal(16, EventNotices.ByHand.Union(byPortal).Count());
    }

    [Fact]
    public void DueOn_OfEveryEvent_IsTenBusinessDaysLater() =>
        Assert.All(
            Enum.GetValues<FilingKind>().Where(EventNotices.IsEvent),
            kind => Assert.Equal(
                new DateOnly(2026, 3, 16), FilingCalendar.DueOn(kind, new DateOnly(2026, 3, 2))));

    [Fact]
    public void IsEvent_OfReportsAboutASale_IsFalse() =>
        Assert.Equal(
            [FilingKind.PreSaleNotice, FilingKind.FinalSaleReport, FilingKind.ProceedsSpentReport],
            Enum.GetValues<FilingKind>().Where(kind => !EventNotices.IsEvent(kind)));
}
