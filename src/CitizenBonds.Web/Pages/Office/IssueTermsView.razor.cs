using CitizenBonds.Application.Offerings;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Office;

/// <summary>An issue's terms and history, for whoever decides about it.</summary>
public sealed partial class IssueTermsView
{
    [Parameter, EditorRequired] public required IssueDetail Issue { get; set; }

    /// <summary>Who is reading.</summary>
    [Parameter, EditorRequired] public required Guid Me { get; set; }

    private string CouponText => Issue.Terms.IsZeroCoupon
        ? W["Office.ZeroCoupon"]
        : W["Office.CouponText", Formats.Percent(Issue.Terms.Coupon), Issue.Terms.Frequency.PaymentsPerYear];
}
