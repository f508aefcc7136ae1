using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Web.Components;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Bonds;

/// <summary>Every payment a bond makes: planned, made, late, or made late.</summary>
public sealed partial class BondPaymentsTable
{
    [Parameter, EditorRequired] public required IReadOnlyList<BondPayment> Payments { get; set; }

    private string TextOf(BondPayment payment) =>
        payment is { State: PaymentRunState.Paid, DefaultedAt: not null, PaidAt: { } paidAt }
            ? W["Bond.PaidLate", Formats.BriefDate(PortalTime.DayOf(paidAt))]
            : W.Of(payment.State);

    private static Tone ToneOf(PaymentRunState state) => state switch
    {
        PaymentRunState.Paid => Tone.Good,
        PaymentRunState.Defaulted => Tone.Harm,
        PaymentRunState.Paying => Tone.Active,
        _ => Tone.Neutral,
    };
}
