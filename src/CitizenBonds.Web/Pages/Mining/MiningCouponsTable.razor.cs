using CitizenBonds.Application.Mining;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Mining;

/// <summary>Every coupon with the figures of its formula, and below the exact fractions and raw headers.</summary>
public sealed partial class MiningCouponsTable
{
    [Parameter, EditorRequired] public required IReadOnlyList<MiningCouponView> Coupons { get; set; }

    [Parameter, EditorRequired] public required long BondsPerToken { get; set; }
}
