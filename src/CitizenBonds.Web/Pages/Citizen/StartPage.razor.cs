using CitizenBonds.Application.Investors;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>The guided path: everything done and the one thing to do next.</summary>
public sealed partial class StartPage
{
    private static readonly GuidedStep[] Steps =
        [.. Enum.GetValues<GuidedStep>().Where(step => step != GuidedStep.Done)];
}
