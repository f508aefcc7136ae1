using CitizenBonds.Application.Buyback;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Web.Components;
using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Pages.Buybacks;

/// <summary>What programmes and their decisions are called.</summary>
public static class BuybackWords
{
    public static Tone ToneOf(BuybackProgrammeState state) => state switch
    {
        BuybackProgrammeState.Running => Tone.Active,
        BuybackProgrammeState.Paused => Tone.Warning,
        BuybackProgrammeState.Completed => Tone.Good,
        _ => Tone.Neutral,
    };

    /// <summary>Why a step bought what it bought, as a sentence.</summary>
    public static string WhyOf(Words words, BuybackView programme, BuybackStepView step)
    {
        if (step.WaitReason is { } reason) return words.Of(reason);
        if (step.Refusal is not null) return words["Buyback.WhyRefused"];
        return step.Decision switch
        {
            BuybackStepDecision.End => words["Buyback.WhyEnd"],
            BuybackStepDecision.Auction => words["Buyback.WhyAuction"],
            _ when !step.IsFinished => words["Buyback.WhyOpen"],
            _ => words[
                "Buyback.WhyBid", Formats.Percent(programme.Policy.Gain, 0), Formats.Exact(Before(programme, step))],
        };
    }

    /// <summary>What remained of the target when the step was decided.</summary>
    private static Domain.Values.Money Before(BuybackView programme, BuybackStepView step) =>
        programme.Line.Target - step.SpentAfter + step.Paid;
}
