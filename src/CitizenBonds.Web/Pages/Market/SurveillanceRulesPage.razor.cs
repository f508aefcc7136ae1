using CitizenBonds.Domain.Market.Surveillance;
using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Pages.Market;

/// <summary>What is looked for after each trading day, with the very figures that are applied.</summary>
public sealed partial class SurveillanceRulesPage
{
    private IEnumerable<(SurveillanceRule Rule, string Text)> Texts
    {
        get
        {
            var rules = SurveillanceRules.Default;
            return
            [
                (SurveillanceRule.SelfTrade, W["Surveillance.Rule.SelfTrade"]),
                (SurveillanceRule.WashTrades, W[
                    "Surveillance.Rule.WashTrades", rules.ReturnedMin,
                    Formats.Percent(rules.ReturnedShareMin, decimalsMin: 0)]),
                (SurveillanceRule.Layering, W[
                    "Surveillance.Rule.Layering", rules.LayersMin, rules.LayerLifeMax.TotalMinutes,
                    rules.LayeredMultiple]),
                (SurveillanceRule.MarkingTheClose, W[
                    "Surveillance.Rule.MarkingTheClose", rules.CloseWindow.TotalMinutes,
                    Formats.Percent(rules.CloseMoveMin, decimalsMin: 0),
                    Formats.Percent(rules.CloseShareMin, decimalsMin: 0), rules.CloseTokensMin]),
            ];
        }
    }
}
